# %% [markdown]
# # AdaGrad: blind to κ
#
# Chapter 6 of *From SGD to Adam*, again with `torch.optim.Adagrad`: a rate for each coordinate, so that stretching an axis changes nothing, and turning
# the axes everything; and rates that only ever shrink. It needs `torch`, `numpy` and `matplotlib`.

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


# %% [markdown]
# ## A gradient that never changes
#
# Then v = t, and step t is α/√t.

# %%
steady = steps_on(lambda params: torch.optim.Adagrad(params, lr=1), np.ones(10_000))
distance = np.cumsum(steady)
t = 1 + np.arange(10_000)
plt.loglog(t, steady, label="step t")
plt.loglog(t, distance, label="distance so far")
plt.xlabel("step t")
plt.ylabel("in units of α")
plt.legend()
plt.show()

# %% [markdown]
# ## Along the axes, and turned
#
# Steps to a millionth of the distance on ½(x² + κy²) from (1, 1), along the axes: for AdaGrad κ does not matter. Then the ravine with κ = 25 from
# (7, −3), which is turned by 45° with its start.

# %%
def count(make, eigenvalues, start, degrees=0, limit=100_000):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    axes = torch.tensor([[c, -s], [s, c]])
    hessian = axes @ torch.diag(torch.tensor(eigenvalues)) @ axes.T
    theta = (axes @ torch.tensor(start)).requires_grad_()
    optimizer = make([theta])
    goal = 1e-6 * math.hypot(*start)
    for steps in range(limit + 1):
        if math.hypot(*theta.tolist()) <= goal:
            return steps
        optimizer.zero_grad()
        (0.5 * theta @ hessian @ theta).backward()
        optimizer.step()
    return None


kappas = [1, 25, 100, 10_000]
blind = [count(lambda params: torch.optim.Adagrad(params, lr=0.5), [1.0, float(kappa)], [1.0, 1.0]) for kappa in kappas]
sgd = [count(lambda params: torch.optim.SGD(params, lr=2 / (1 + kappa)), [1.0, float(kappa)], [1.0, 1.0]) for kappa in kappas[:3]]
turned = {
    name: [count(make, [1.0, 25.0], [7.0, -3.0], degrees) for degrees in (0, 45)]
    for name, make in {
        "SGD, α = 2/26": lambda params: torch.optim.SGD(params, lr=2 / 26),
        "AdaGrad, α = 1": lambda params: torch.optim.Adagrad(params, lr=1),
        "AdaGrad, α = 3": lambda params: torch.optim.Adagrad(params, lr=3),
    }.items()
}
print("AdaGrad by κ:", dict(zip(kappas, blind)), "\nSGD by κ:", dict(zip(kappas, sgd)), "\nat 0° and 45°:", turned)

# %% [markdown]
# ## Large gradients, then small ones
#
# 500 gradients of 100 are never forgotten: on the gradients of 1 that follow, the steps are as good as gone.

# %%
early = steps_on(lambda params: torch.optim.Adagrad(params, lr=1), np.where(np.arange(1000) < 500, 100, 1))
plt.semilogy(1 + np.arange(1000), early)
plt.xlabel("step t")
plt.ylabel("step / α")
plt.show()

# %% [markdown]
# ## The chapter's numbers

# %%
results = {
    "steps 1, 4, 25, 100, 10000": steady[[0, 3, 24, 99, 9999]].tolist(),
    "distances after them": distance[[0, 3, 24, 99, 9999]].tolist(),
    "AdaGrad, steps by κ": blind,
    "SGD, steps by κ": sgd,
    "SGD, at 0° and 45°": turned["SGD, α = 2/26"],
    "AdaGrad, at 0° and 45°": turned["AdaGrad, α = 1"],
    "AdaGrad with α = 3, at 0° and 45°": turned["AdaGrad, α = 3"],
    "after large gradients, t = 500, 501, 1000": early[[499, 500, 999]].tolist(),
}

chapter = {
    "steps 1, 4, 25, 100, 10000": [1, 0.5, 0.2, 0.1, 0.01],
    "distances after them": [1, 2.78446, 8.63931, 18.5896, 198.545],
    "AdaGrad, steps by κ": [25, 25, 25, 25],
    "SGD, steps by κ": [1, 173, 691],
    "SGD, at 0° and 45°": [173, 173],
    "AdaGrad, at 0° and 45°": [219, 949],
    "AdaGrad with α = 3, at 0° and 45°": [33, 269],
    "after large gradients, t = 500, 501, 1000": [0.0447214, 4.47214e-4, 4.47191e-4]
}
for name, numbers in chapter.items():
    np.testing.assert_allclose(results[name], numbers, rtol=1e-5, err_msg=name)
