# %% [markdown]
# # NAG: look before you step
#
# Chapter 5 of *From SGD to Adam*, again with `torch.optim.SGD(momentum=β, nesterov=True)`: its form holds the point at which Nesterov's method looks
# ahead. Steps by condition number, and the largest α that it tolerates. It needs `torch`, `numpy` and `matplotlib`.

# %%
import math

import matplotlib.pyplot as plt
import numpy as np
import torch

torch.set_default_dtype(torch.float64)  # PyTorch's own default is float32


def valley(kappa):
    return lambda theta: 0.5 * (theta[0] ** 2 + kappa * theta[1] ** 2)


def run(f, start, steps, until=lambda theta: False, **options):
    """The points of a run of torch.optim.SGD: its start, and where each step ends."""
    theta = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.SGD([theta], **options)
    path = [theta.tolist()]
    while len(path) <= steps and not until(path[-1]):
        optimizer.zero_grad()
        f(theta).backward()
        optimizer.step()
        path.append(theta.tolist())
    return np.array(path)


# %% [markdown]
# ## What PyTorch's θ is
#
# On x² from 1, with α = 0.1 and β = 0.9, the chapter's NAG looks at 1, then at 0.62, then at 0.2224. These are PyTorch's θ before its first, second and
# third step: it keeps the look-ahead point itself, and its step is m ← βm + g, θ ← θ − α(g + βm).

# %%
looked_at = run(lambda theta: theta[0] ** 2, [1.0], 2, lr=0.1, momentum=0.9, nesterov=True)[:, 0]
print(looked_at)

# %% [markdown]
# ## Steps by κ
#
# From (1, 1) to a millionth of the distance: SGD and momentum at their best, NAG at α = 1/κ and β = (√κ − 1)/(√κ + 1).

# %%
kappas = [25, 100, 1000]


def count(kappa, **options):
    return len(run(valley(kappa), [1.0, 1.0], 100_000, lambda theta: math.hypot(*theta) <= 1e-6 * math.sqrt(2), **options)) - 1


beta = {kappa: (math.sqrt(kappa) - 1) / (math.sqrt(kappa) + 1) for kappa in kappas}
counts = {
    "SGD": [count(kappa, lr=2 / (1 + kappa)) for kappa in kappas],
    "Momentum": [count(kappa, lr=4 / (math.sqrt(kappa) + 1) ** 2, momentum=beta[kappa] ** 2) for kappa in kappas],
    "NAG": [count(kappa, lr=1 / kappa, momentum=beta[kappa], nesterov=True) for kappa in kappas],
}
for name, steps in counts.items():
    plt.loglog(kappas, steps, marker="o", label=name)
    print(name, steps)
plt.xlabel("condition number κ")
plt.ylabel("steps to a millionth")
plt.legend()
plt.show()

# %% [markdown]
# ## The largest α
#
# At β = 0.9 NAG is stable up to αL = 3.8/2.8 = 1.357, where momentum bears 3.8. A thousandth below the limit and a thousandth above it, after 5,000
# steps:

# %%
limit = 3.8 / 2.8 / 25
edges = {
    factor: run(valley(25), [1.0, 1.0], 5000, lr=factor * limit, momentum=0.9, nesterov=True) for factor in (0.999, 1.001)
}
for factor, points in edges.items():
    plt.semilogy(np.hypot(points[:, 0], points[:, 1]), label=f"α = {factor} of the limit")
plt.xlabel("step")
plt.ylabel("distance to the minimum")
plt.legend()
plt.show()

below, above = (float(np.hypot(*points[-1])) for points in edges.values())
print(below, above)
assert below < 1e-4 and above > 1e4

# %% [markdown]
# ## The chapter's numbers

# %%
path = run(valley(25), [7.0, -3.0], 100, lr=0.02, momentum=0.9, nesterov=True)
results = {
    "looked at": looked_at.tolist(),
    "path": path.tolist(),
    **{f"{name}, steps by κ": steps for name, steps in counts.items()},
    "distances at the edge": [below, above],
}

chapter = {
    "looked at": [1, 0.62, 0.2224],
    "SGD, steps by κ": [173, 691, 6908],
    "Momentum, steps by κ": [44, 93, 315],
    "NAG, steps by κ": [72, 154, 507]
}
for name, numbers in chapter.items():
    np.testing.assert_allclose(results[name], numbers, rtol=1e-5, err_msg=name)
