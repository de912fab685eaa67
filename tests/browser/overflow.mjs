// Whether a page is wider than its window, asked of the browser that shows it.

/** Width of the document, and the last elements that stick out of the window, none while it fits. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.scrollWidth;
    const describe = (element) => `<${element.localName}${element.id && ` id=${element.id}`}> ${element.textContent.trim().slice(0, 30)}`;
    const sticksOut = (element) =>
      element.getBoundingClientRect().right > innerWidth + 1 ||
      (element.scrollWidth > innerWidth && getComputedStyle(element).overflowX === "visible");
    const wide = width <= innerWidth ? [] : [...document.body.querySelectorAll("*")].filter(sticksOut).slice(-5).map(describe);
    return { width, wide };
  });
}
