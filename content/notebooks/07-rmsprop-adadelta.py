# %% [markdown]
# # RMSProp and AdaDelta: to forget
#
# Chapter 7 of *From SGD to Adam*, again with `torch.optim.RMSprop` and `Adadelta`: what AdaGrad cannot forget, how near RMSProp comes to a minimum, and
# eight runs of twenty steps. PyTorch calls ρ `alpha` in RMSprop, where it is 0.99 unless given, and `rho` in Adadelta, where it is 0.9. It needs
# `torch`, `numpy` and `matplotlib`.

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
# ## From 100 to 1
#
# The gradient is 100 for 500 steps, then 1.

# %%
falls = np.where(np.arange(1000) < 500, 100, 1)
jump = {
    "AdaGrad": steps_on(lambda params: torch.optim.Adagrad(params, lr=1), falls),
    "RMSProp": steps_on(lambda params: torch.optim.RMSprop(params, lr=1, alpha=0.9), falls),
}
for name, lengths in jump.items():
    plt.semilogy(1 + np.arange(1000), lengths, label=name)
plt.xlabel("step t")
plt.ylabel("step / α")
plt.legend()
plt.show()

# %% [markdown]
# ## How near?
#
# At a constant α RMSProp does not come to rest in the bowl ½x²: it ends at α/2 from the minimum, on both sides in turn.

# %%
def radius(alpha):
    path = run(lambda theta: 0.5 * theta[0] ** 2, [1.0], lambda params: torch.optim.RMSprop(params, lr=alpha, alpha=0.9), 4000)
    return float(np.abs(path[-100:]).max())


radii = [radius(0.01), radius(0.1)]
print(radii)

# %% [markdown]
# ## Twenty steps
#
# Eight runs on 0.1x² + 2y² from (−5, −2), where the loss is 10.5.

# %%
entrants = {
    "SGD, α = 0.4": lambda params: torch.optim.SGD(params, lr=0.4),
    "SGD, α = 0.6": lambda params: torch.optim.SGD(params, lr=0.6),
    "Momentum, α = 0.6, β = 0.5": lambda params: torch.optim.SGD(params, lr=0.6, momentum=0.5),
    "AdaGrad, α = 0.4": lambda params: torch.optim.Adagrad(params, lr=0.4),
    "AdaGrad, α = 2": lambda params: torch.optim.Adagrad(params, lr=2),
    "RMSProp, α = 0.4": lambda params: torch.optim.RMSprop(params, lr=0.4, alpha=0.9),
    "Adam, α = 0.4": lambda params: torch.optim.Adam(params, lr=0.4),
    "AdaDelta": lambda params: torch.optim.Adadelta(params, lr=1, rho=0.95, eps=1e-6),
}


def shallow(theta):
    return 0.1 * theta[0] ** 2 + 2 * theta[1] ** 2


twenty = {name: run(shallow, [-5.0, -2.0], make, 20) for name, make in entrants.items()}
losses = {name: float(shallow(path[-1])) for name, path in twenty.items()}
for name, path in twenty.items():
    plt.plot(path[:, 0], path[:, 1], marker="o", markersize=2, label=f"{name}: {losses[name]:.3g}")
plt.xlabel("x")
plt.ylabel("y")
plt.ylim(-2.5, 2.5)  # SGD with α = 0.6 flies out
plt.legend(fontsize="small")
plt.show()

# %% [markdown]
# ## AdaDelta's hidden rate
#
# AdaDelta has no α to choose, but ε takes its place: steps to a distance of 0.01 on ½(x² + 25y²) from (1, 1), at ρ = 0.95.

# %%
def ravine(theta):
    return 0.5 * (theta[0] ** 2 + 25 * theta[1] ** 2)


by_eps = {
    eps: len(
        run(ravine, [1.0, 1.0], lambda params: torch.optim.Adadelta(params, lr=1, rho=0.95, eps=eps), 10_000, lambda theta: math.hypot(*theta) < 0.01)
    )
    - 1
    for eps in (1e-8, 1e-6, 1e-4, 1e-2)
}
print(by_eps)

# %% [markdown]
# ## The chapter's numbers

# %%
results = {
    "AdaGrad, t = 500, 501, 550, 1000": jump["AdaGrad"][[499, 500, 549, 999]].tolist(),
    "RMSProp, t = 500, 501, 550, 1000": jump["RMSProp"][[499, 500, 549, 999]].tolist(),
    "radius at α = 0.01 and 0.1": radii,
    "loss after twenty steps": list(losses.values()),
    "path of AdaDelta": twenty["AdaDelta"].tolist(),
    "AdaDelta, steps by ε": list(by_eps.values()),
}

chapter = {
    "AdaGrad, t = 500, 501, 550, 1000": [0.0447214, 4.47214e-4, 4.47211e-4, 4.47191e-4],
    "RMSProp, t = 500, 501, 550, 1000": [1, 0.0105409, 0.137970, 1],
    "radius at α = 0.01 and 0.1": [0.005, 0.05],
    "loss after twenty steps": [0.0890129, 5600302, 1.82050e-5, 0.617962, 5.26854e-7, 1.12317e-5, 0.189734, 9.68764],
    "AdaDelta, steps by ε": [2198, 419, 76, 7]
}
for name, numbers in chapter.items():
    np.testing.assert_allclose(results[name], numbers, rtol=1e-5, err_msg=name)
