# %% [markdown]
# # Beyond Adam: AdamW, AMSGrad, Nadam, Adamax, RAdam
#
# Chapter 9 of *From SGD to Adam*, again with `torch.optim`: what weight decay becomes in Adam and in AdamW, Reddi's board, on which Adam goes to the
# wrong end, and the first steps of Adam's relatives. (`torch.optim` 1.13 has no ADOPT, Lion, Adafactor, Muon or Schedule-Free.) It needs `torch`,
# `numpy` and `matplotlib`.

# %%
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
# ## Decay under noise
#
# 40 weights that begin at 1, with λ = 0.1 and α = 0.001, whose gradients are noise of size σ and nothing else. Half of the noise is mirrored, so that
# chance cancels in the mean. AdamW's weights decay as they should, by 1 − αλ a step, whatever σ is; in `Adam(weight_decay=λ)`, where λθ is added to the
# gradient, the decay is divided by √v̂, and so by the noise. These numbers depend on the random numbers, by less than 2 %.

# %%
def under_noise(make, sigma, steps=5000):
    torch.manual_seed(17)
    theta = torch.ones(40, requires_grad=True)
    optimizer = make([theta])
    means = [1.0]
    for _ in range(steps):
        half = sigma * torch.randn(20)
        theta.grad = torch.cat([half, -half])
        optimizer.step()
        means.append(theta.mean().item())
    return means


rules = {
    "Adam + L2": lambda params: torch.optim.Adam(params, weight_decay=0.1),
    "AdamW": lambda params: torch.optim.AdamW(params, weight_decay=0.1),
}
ends = {}
for name, make in rules.items():
    for sigma in (1, 100):
        means = under_noise(make, sigma)
        ends[f"{name}, σ = {sigma}"] = means[-1]
        plt.plot(means, label=f"{name}, σ = {sigma}")
plt.xlabel("step")
plt.ylabel("mean weight")
plt.legend()
plt.show()
print(ends)

# %% [markdown]
# ## Reddi's board
#
# θ lives on [−1, 1]. The gradient is 3 in every third step and −1 in the other two, so −1 is best; α = 0.1/√t. With a short memory of size,
# β₂ = 0.1, Adam goes to the wrong end.

# %%
def roll(make, rounds):
    theta = torch.zeros(1, requires_grad=True)
    optimizer = make([theta])
    path = []
    for t in range(1, rounds + 1):
        for group in optimizer.param_groups:
            group["lr"] = 0.1 / t**0.5
        theta.grad = torch.tensor([3.0 if t % 3 == 1 else -1.0])
        optimizer.step()
        with torch.no_grad():
            theta.clamp_(-1, 1)
        path.append(theta.item())
    return np.array(path)


board = {
    "SGD": roll(lambda params: torch.optim.SGD(params, lr=0.1), 3000),
    "Adam": roll(lambda params: torch.optim.Adam(params, betas=(0, 0.1)), 30_000),
    "Adam, β₂ = 0.999": roll(lambda params: torch.optim.Adam(params, betas=(0, 0.999)), 30_000),
    "AMSGrad": roll(lambda params: torch.optim.Adam(params, betas=(0, 0.1), amsgrad=True), 3000),
}
for name, path in board.items():
    plt.plot(1 + np.arange(3000), path[:3000], label=name)
plt.xlabel("step")
plt.ylabel("θ")
plt.legend()
plt.show()

# %% [markdown]
# ## First steps on a slope of 1
#
# Adam's and Adamax's are the chapter's. `NAdam` and `RAdam` differ from it, and on purpose: `NAdam` warms β₁ up, as Dozat's paper does; `RAdam` begins
# to divide by √v̂ one step later. In `NAdam` PyTorch 1.13 also has a slip, mended since: in the weight of m the product of all μ has the newest one
# twice. It costs less than 0.01 α here.

# %%
family = {
    "Adam": torch.optim.Adam,
    "Adamax": torch.optim.Adamax,
    "NAdam": torch.optim.NAdam,
    "RAdam": torch.optim.RAdam,
}
slope = {name: steps_on(lambda params: of(params, lr=1), np.ones(1000)) for name, of in family.items()}
for name, lengths in slope.items():
    plt.semilogx(1 + np.arange(1000), lengths, label=name)
    print(name, lengths[:6])
plt.xlabel("step t")
plt.ylabel("step / α")
plt.legend()
plt.show()

# %% [markdown]
# ## One gradient of 1, then 0.01 forever
#
# `amsgrad=True` keeps the largest v, but corrects it by 1 − β₂ᵗ, which grows: so its 1/√v̂ grows too, up to 31.6.

# %%
loud_once = np.where(np.arange(10_000) == 0, 1, 0.01)


def gauge(amsgrad):
    """1/√v̂ after each gradient: with β₁ = 0 the step is g/√v̂."""
    return steps_on(lambda params: torch.optim.Adam(params, lr=1, betas=(0, 0.999), eps=0, amsgrad=amsgrad), loud_once) / loud_once


growth = {"Adam": gauge(False), "AMSGrad": gauge(True)}
print({name: values[[0, 9, 99, 999, 9999]] for name, values in growth.items()})

# %% [markdown]
# ## The chapter's numbers

# %%
results = {
    "Adam + L2 under noise of 1 and 100": [ends["Adam + L2, σ = 1"], ends["Adam + L2, σ = 100"]],
    "AdamW under noise of 1 and 100": [ends["AdamW, σ = 1"], ends["AdamW, σ = 100"]],
    **{f"board: {name}, every 50 steps": path[49:3000:50].tolist() for name, path in board.items()},
    "board: Adam after 30000 steps": board["Adam"][-1],
    "board: Adam with β₂ = 0.999 after 30000 steps": board["Adam, β₂ = 0.999"][-1],
    **{f"{name} on a slope, first steps": lengths[:10].tolist() for name, lengths in slope.items()},
    **{f"{name}, 1/√v̂ at t = 1, 10, 100, 1000, 10000": values[[0, 9, 99, 999, 9999]].tolist() for name, values in growth.items()},
}

noisy = {
    "Adam + L2 under noise of 1 and 100": [0.606, 0.996],
    "AdamW under noise of 1 and 100": [0.6065, 0.6065]
}
chapter = {
    "board: Adam after 30000 steps": 1,
    "board: Adam with β₂ = 0.999 after 30000 steps": -0.999397,
    "Adam, 1/√v̂ at t = 1, 10, 100, 1000, 10000": [1, 3.16798, 10.1999, 38.2909, 99.9774],
    "AMSGrad, 1/√v̂ at t = 1, 10, 100, 1000, 10000": [1, 3.15517, 9.75745, 25.1457, 31.6221]
}
for name, numbers in noisy.items():
    np.testing.assert_allclose(results[name], numbers, rtol=0.02, err_msg=name)
for name, numbers in chapter.items():
    np.testing.assert_allclose(results[name], numbers, rtol=1e-5, err_msg=name)
