# %% [markdown]
# # SGD: eight learning rates on the ravine
#
# Chapter 1 of *From SGD to Adam*, again with `torch.optim.SGD`: how many steps of gradient descent take the point (1, 1) of the ravine ½(x² + 25y²)
# to within a millionth of its distance from the minimum, for eight learning rates α. It needs `torch`, `numpy` and `matplotlib`.

# %%
import math

import matplotlib.pyplot as plt
import numpy as np
import torch

torch.set_default_dtype(torch.float64)  # PyTorch's own default is float32


def ravine(theta):
    return 0.5 * (theta[0] ** 2 + 25 * theta[1] ** 2)


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
# ## The path
#
# Each step multiplies x by 1 − α and y by 1 − 25α. At α = 0.07 these are 0.93 and −0.75: the path zigzags across the valley and creeps along it.

# %%
path = run(ravine, [7.0, -3.0], lambda params: torch.optim.SGD(params, lr=0.07), 60)
plt.plot(path[:, 0], path[:, 1], marker="o", markersize=3)
plt.xlabel("x, along the valley")
plt.ylabel("y, across it")
plt.title("SGD, α = 0.07")
plt.show()

# %% [markdown]
# ## Steps to a millionth
#
# A run ends when it has arrived, or when the distance is beyond 10¹². The best rate is 2/26; at 0.08 = 2/25 the factor in y is −1, and nothing is lost.
# A rate of 0.0801 also ends, but by explosion.

# %%
rates = [0.01, 0.04, 2 / 26, 0.079, 0.0799, 0.0801, 0.1]


def ended(theta):
    return math.hypot(*theta) <= 1e-6 * math.sqrt(2) or math.hypot(*theta) > 1e12


runs = [run(ravine, [1.0, 1.0], lambda params: torch.optim.SGD(params, lr=lr), 20_000, ended) for lr in rates]
steps = [len(points) - 1 for points in runs]
for lr, count, points in zip(rates, steps, runs):
    print(f"α = {lr:.4f}: {count:6d} steps, and it {'arrives' if np.hypot(*points[-1]) < 1 else 'explodes'}")

# %%
for lr, points in zip(rates, runs):
    plt.loglog(1 + np.arange(len(points)), np.hypot(points[:, 0], points[:, 1]), label=f"α = {lr:.4f}")
plt.xlabel("1 + step")
plt.ylabel("distance to the minimum")
plt.legend()
plt.show()

# %%
at_the_limit = run(ravine, [1.0, 1.0], lambda params: torch.optim.SGD(params, lr=2 / 25), 1000)
print("α = 0.08, after 1,000 steps: x, y =", at_the_limit[-1])

# %% [markdown]
# ## The chapter's numbers

# %%
results = {"path": path.tolist(), "steps": steps, "size of y at the limit": abs(at_the_limit[-1, 1])}

chapter = {
    "steps": [1341, 330, 173, 532, 5381, 11067, 69],
    "size of y at the limit": 1
}
for name, numbers in chapter.items():
    np.testing.assert_allclose(results[name], numbers, rtol=1e-5, err_msg=name)
