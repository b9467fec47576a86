"""What the answer to exercise 06_adam_step and its mistakes share."""


def _averages(dw, m, v, beta_1, beta_2):
    return beta_1 * m + (1 - beta_1) * dw, beta_2 * v + (1 - beta_2) * dw**2
