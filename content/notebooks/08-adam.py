# %% [markdown]
# # Adam: momentum and RMSProp, corrected
#
# Chapter 8 of *From SGD to Adam*, again with `torch.optim.Adam`: its path beside those of momentum and RMSProp, its first step, how long a step can be,
# and why a turned valley is another problem. It needs `torch`, `numpy` and `matplotlib`.

# %%
import math

import matplotlib.pyplot as plt
import numpy as np
import torch

torch.set_default_dtype(torch.float64)  # PyTorch's own default is float32


def steps_on(make, gradients):
    """The steps, downhill counted as positive, that an optimizer makes of given gradients."""
    theta = torch.zeros(1, requires_grad=True)
    optimizer = make([theta])
    steps = []
    for g in gradients:
        with torch.no_grad():
            theta.zero_()
        theta.grad = torch.tensor([float(g)])
        optimizer.step()
        steps.append(-theta.item())
    return np.array(steps)


def run(f, start, make, steps, until=lambda theta: False):
    """The points of a run: its start, and where each step ends."""
    theta = torch.tensor(start, requires_grad=True)
    optimizer = make([theta])
    path = [theta.tolist()]
    while len(path) <= steps and not until(path[-1]):
        optimizer.zero_grad()
        f(theta).backward()
        optimizer.step()
        path.append(theta.tolist())
    return np.array(path)


# %% [markdown]
# ## Three paths
#
# Momentum swings across the valley; RMSProp and Adam begin along the diagonal. Adam passes the minimum and comes to rest, RMSProp does not rest.

# %%
def ravine(theta):
    return 0.5 * (theta[0] ** 2 + 25 * theta[1] ** 2)


paths = {
    "Momentum": run(ravine, [7.0, -3.0], lambda params: torch.optim.SGD(params, lr=0.02, momentum=0.9), 200),
    "RMSProp": run(ravine, [7.0, -3.0], lambda params: torch.optim.RMSprop(params, lr=0.3, alpha=0.9), 200),
    "Adam": run(ravine, [7.0, -3.0], lambda params: torch.optim.Adam(params, lr=0.3), 200),
}
for name, path in paths.items():
    plt.plot(path[:, 0], path[:, 1], marker="o", markersize=2, label=name)
plt.xlabel("x, along the valley")
plt.ylabel("y, across it")
plt.legend()
plt.show()

# %% [markdown]
# ## The first step
#
# It is α, whatever the size of the gradient, until that comes near ε = 10⁻⁸.

# %%
first = [steps_on(torch.optim.Adam, [g])[0] for g in (1e4, 1, 1e-4, 1e-8, 1e-9)]
print(first)

# %% [markdown]
# ## The longest step
#
# Gradients that grow by the factor β₂/β₁ = 0.999/0.9 make the longest steps that Adam can make: at first α, in the end 7.27 α.

# %%
growing = (0.999 / 0.9) ** (np.arange(3000) - 2999.0)
longest = steps_on(lambda params: torch.optim.Adam(params, lr=1, eps=0), growing)
plt.semilogx(1 + np.arange(3000), longest)
plt.xlabel("step t")
plt.ylabel("step / α")
plt.show()

# %% [markdown]
# ## Any κ, but not any angle
#
# Steps to a millionth of the distance on ½(x² + κy²) from (1, 1), at α = 0.1, along the axes and turned by 45°.

# %%
def count(kappa, degrees):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def valley(theta):
        along, across = c * theta[0] + s * theta[1], c * theta[1] - s * theta[0]
        return 0.5 * (along**2 + kappa * across**2)

    arrived = lambda theta: math.hypot(*theta) <= 1e-6 * math.sqrt(2)
    return len(run(valley, [c - s, c + s], lambda params: torch.optim.Adam(params, lr=0.1), 50_000, arrived)) - 1


turned = [count(25, 0), count(10_000, 0), count(25, 45)]
print(turned)

# %% [markdown]
# ## The chapter's numbers

# %%
results = {
    **{f"path of {name}": path.tolist() for name, path in paths.items()},
    "first steps": first,
    "longest steps, t = 1, 10, 100, 1000": longest[[0, 9, 99, 999]].tolist(),
    "steps at κ = 25 and 10000, and at 25 turned": turned,
}

chapter = {
    "first steps": [1e-3, 1e-3, 9.999e-4, 5e-4, 9.09091e-5],
    "longest steps, t = 1, 10, 100, 1000": [1, 1.04311, 2.24336, 5.78116],
    "steps at κ = 25 and 10000, and at 25 turned": [189, 189, 294]
}
for name, numbers in chapter.items():
    np.testing.assert_allclose(results[name], numbers, rtol=1e-5, err_msg=name)
