# %% [markdown]
# # Bias correction: Adam with and without
#
# Chapter 3 of *From SGD to Adam*, again with `torch.optim.Adam`. It corrects the bias of both its averages. What would its steps be if it did not? On
# a slope, where each gradient is 1, every step should have the length α. It needs `torch`, `numpy` and `matplotlib`.

# %%
import matplotlib.pyplot as plt
import numpy as np
import torch

torch.set_default_dtype(torch.float64)  # PyTorch's own default is float32


class UncorrectedAdam(torch.optim.Optimizer):
    """Adam with its two averages as they are: nothing makes up for their start at 0."""

    def __init__(self, params, lr, betas=(0.9, 0.999)):
        super().__init__(params, {"lr": lr, "betas": betas})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for theta in group["params"]:
                state = self.state[theta]
                if not state:
                    state["m"], state["v"] = torch.zeros_like(theta), torch.zeros_like(theta)
                state["m"].mul_(beta1).add_(theta.grad, alpha=1 - beta1)
                state["v"].mul_(beta2).add_(theta.grad**2, alpha=1 - beta2)
                theta.addcdiv_(state["m"], state["v"].sqrt(), value=-group["lr"])


def steps_on(make, gradients):
    """The steps, downhill counted as positive, that an optimizer makes of given gradients."""
    theta = torch.zeros(1, requires_grad=True)
    optimizer = make([theta])
    places = [0.0]
    for g in gradients:
        theta.grad = torch.tensor([float(g)])
        optimizer.step()
        places.append(theta.item())
    return -np.diff(places)


# %% [markdown]
# ## On a slope

# %%
alpha = 0.001
with_correction = steps_on(lambda params: torch.optim.Adam(params, lr=alpha), np.ones(5000)) / alpha
without = steps_on(lambda params: UncorrectedAdam(params, lr=alpha), np.ones(5000)) / alpha

t = 1 + np.arange(5000)
plt.semilogx(t, with_correction, label="torch.optim.Adam")
plt.semilogx(t, without, label="without correction")
plt.xlabel("step t")
plt.ylabel("step / α")
plt.ylim(bottom=0)
plt.legend()
plt.show()

print(f"without correction: {without[0]:.4f} α at first, {without.max():.4f} α at t = {without.argmax() + 1}, {without[999]:.3f} α at t = 1000")

# %% [markdown]
# ## First steps
#
# With the library's own defaults: Adam's first step is α unless the gradient is as small as ε. `RMSprop` does not correct its average, so its first
# step is α/√(1 − ρ), and PyTorch's ρ (`alpha`) is 0.99.

# %%
first = [
    steps_on(lambda params: torch.optim.Adam(params, lr=1), [1])[0],
    steps_on(lambda params: torch.optim.Adam(params, lr=1), [1e-7])[0],
    steps_on(lambda params: torch.optim.RMSprop(params, lr=1), [1])[0],
]
print(first)

# %% [markdown]
# ## The chapter's numbers

# %%
results = {
    "without correction, t = 1, 12, 100, 1000": without[[0, 11, 99, 999]].tolist(),
    "with correction, t = 1, 12, 100, 1000": with_correction[[0, 11, 99, 999]].tolist(),
    "longest at t": int(without.argmax()) + 1,
    "first steps: Adam, Adam at g = 1e-7, RMSprop": first,
}

chapter = {
    "without correction, t = 1, 12, 100, 1000": [3.16228, 6.56852, 3.24080, 1.25758],
    "with correction, t = 1, 12, 100, 1000": [1, 1, 1, 1],
    "longest at t": 12,
    "first steps: Adam, Adam at g = 1e-7, RMSprop": [1, 0.9090909, 10]
}
for name, numbers in chapter.items():
    np.testing.assert_allclose(results[name], numbers, rtol=1e-5, err_msg=name)
