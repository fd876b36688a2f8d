# %% [markdown]
# # Momentum: κ against √κ
#
# Chapter 4 of *From SGD to Adam*, again with `torch.optim.SGD(momentum=β)`. On the valley ½(x² + κy²) gradient descent at its best takes a number of
# steps proportional to κ, momentum at its best one proportional to √κ. It needs `torch`, `numpy` and `matplotlib`.

# %%
import math

import matplotlib.pyplot as plt
import numpy as np
import torch

torch.set_default_dtype(torch.float64)  # PyTorch's own default is float32


def valley(kappa):
    return lambda theta: 0.5 * (theta[0] ** 2 + kappa * theta[1] ** 2)


def run(f, start, make, steps, until=lambda theta: False, schedule=None):
    """The points of a run: its start, and where each step ends."""
    theta = torch.tensor(start, requires_grad=True)
    optimizer = make([theta])
    scheduler = schedule(optimizer) if schedule else None
    path = [theta.tolist()]
    while len(path) <= steps and not until(path[-1]):
        optimizer.zero_grad()
        f(theta).backward()
        optimizer.step()
        if scheduler:
            scheduler.step()
        path.append(theta.tolist())
    return np.array(path)


# %% [markdown]
# ## With and without memory
#
# PyTorch's momentum is the chapter's: m ← βm + g, θ ← θ − αm. β = 0 is SGD.

# %%
paths = {
    "SGD": run(valley(25), [7.0, -3.0], lambda params: torch.optim.SGD(params, lr=0.06), 40),
    "Momentum, β = 0.6": run(valley(25), [7.0, -3.0], lambda params: torch.optim.SGD(params, lr=0.06, momentum=0.6), 40),
}
for name, path in paths.items():
    plt.plot(path[:, 0], path[:, 1], marker="o", markersize=3, label=name)
plt.xlabel("x, along the valley")
plt.ylabel("y, across it")
plt.legend()
plt.show()

# %% [markdown]
# ## Counted
#
# Steps from (1, 1) to a millionth of the distance, each method at its best: SGD at α = 2/(1 + κ), momentum at α = 4/(√κ + 1)² and
# β = ((√κ − 1)/(√κ + 1))².

# %%
kappas = [10, 25, 100, 1000]


def steps_to_a_millionth(kappa, **options):
    make = lambda params: torch.optim.SGD(params, **options)
    return len(run(valley(kappa), [1.0, 1.0], make, 100_000, lambda theta: math.hypot(*theta) <= 1e-6 * math.sqrt(2))) - 1


sgd = [steps_to_a_millionth(kappa, lr=2 / (1 + kappa)) for kappa in kappas]
momentum = [
    steps_to_a_millionth(kappa, lr=4 / (math.sqrt(kappa) + 1) ** 2, momentum=((math.sqrt(kappa) - 1) / (math.sqrt(kappa) + 1)) ** 2)
    for kappa in kappas
]
print("κ       ", kappas, "\nSGD     ", sgd, "\nMomentum", momentum)

plt.loglog(kappas, sgd, marker="o", label="SGD")
plt.loglog(kappas, momentum, marker="o", label="Momentum")
plt.xlabel("condition number κ")
plt.ylabel("steps to a millionth")
plt.legend()
plt.show()

# %% [markdown]
# ## When α drops
#
# PyTorch multiplies the sum by the α of the moment, so a smaller α shortens the next step at once. On a slope that goes down forever, where the speed
# is α/(1 − β), α drops from 0.1 to 0.01 after step 1000. (Keras keeps α inside its velocity, and goes on at its old speed for some 1/(1 − β) steps.)

# %%
drop = run(
    lambda theta: -theta[0],
    [0.0],
    lambda params: torch.optim.SGD(params, lr=0.1, momentum=0.9),
    1060,
    schedule=lambda optimizer: torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[1000], gamma=0.1),
)
lengths = np.diff(drop[:, 0])
plt.plot(990 + np.arange(70), lengths[989:1059])
plt.xlabel("step t")
plt.ylabel("length of the step")
plt.show()

# %% [markdown]
# ## The chapter's numbers

# %%
results = {
    "path of SGD": paths["SGD"].tolist(),
    "path of momentum": paths["Momentum, β = 0.6"].tolist(),
    "SGD, steps by κ": sgd,
    "Momentum, steps by κ": momentum,
    "steps 1000 and 1001": lengths[999:1001].tolist(),
}

chapter = {
    "SGD, steps by κ": [69, 173, 691, 6908],
    "Momentum, steps by κ": [27, 44, 93, 315],
    "steps 1000 and 1001": [1, 0.1]
}
for name, numbers in chapter.items():
    np.testing.assert_allclose(results[name], numbers, rtol=1e-5, err_msg=name)
