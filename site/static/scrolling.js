// What is too wide for its place scrolls, and whoever has no mouse must be able to reach it.

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
document.querySelectorAll("pre, .picture, .table-wrapper, div.math, .card")
  .forEach((one) => sizes.observe(one));
