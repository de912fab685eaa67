// Reloads the page after a good build and shows the findings of a broken one.
// `fanzha serve` alone adds this script to pages; no built page holds it.
(() => {
  "use strict";

  const own = new URL(document.currentScript.src).searchParams.get("build");
  const chinese = document.documentElement.lang.toLowerCase().startsWith("zh");
  const saved = "fanzha-scroll";
  const boxId = "fanzha-findings";
  let stream = null;

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  const keepScroll = () => {
    try {
      sessionStorage.setItem(saved, JSON.stringify([location.pathname, scrollX, scrollY]));
    } catch {
      // Storage may be forbidden; the browser's own restoring then has to do.
    }
  };

  const restoreScroll = () => {
    try {
      const [path, x, y] = JSON.parse(sessionStorage.getItem(saved) ?? "[]");
      sessionStorage.removeItem(saved);
      if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
    } catch {
      // As above.
    }
  };

  const addStyle = () => {
    if (document.getElementById("fanzha-style")) return;
    const link = document.createElement("link");
    link.id = "fanzha-style";
    link.rel = "stylesheet";
    link.href = "/__fanzha/reload.css";
    document.head.append(link);
  };

  const showFindings = (state) => {
    document.getElementById(boxId)?.remove();
    // The page for a site that was never built lists the findings itself.
    if (state.total === 0 || document.body.id === "fanzha-broken") return;
    addStyle();
    const box = document.createElement("section");
    box.id = boxId;
    box.lang = chinese ? "zh-Hans" : "en";
    box.setAttribute("role", "status");
    box.append(element("h2", chinese
      ? `内容有 ${state.total} 处问题，这里仍是上一次生成的网站`
      : `Findings: ${state.total}. This is still the site of the last good build`));
    const list = document.createElement("ul");
    for (const finding of chinese ? state.zh : state.en) list.append(element("li", finding));
    if (state.total > list.children.length) list.append(element("li", "…"));
    box.append(list);
    const close = element("button", chinese ? "收起" : "Close");
    close.type = "button";
    close.addEventListener("click", () => box.remove());
    box.append(close);
    document.body.append(box);
  };

  const receive = (event) => {
    const state = JSON.parse(event.data);
    if (state.build !== own) {
      leave();
      keepScroll();
      location.reload();
      return;
    }
    showFindings(state);
  };

  // A browser opens only about six connections to one host, so a page that nobody sees holds none.
  const leave = () => {
    stream?.close();
    stream = null;
  };

  const listen = () => {
    if (stream || document.visibilityState === "hidden") return;
    const opened = new EventSource("/__fanzha/events");
    stream = opened;
    opened.addEventListener("state", receive);
    opened.addEventListener("error", () => {
      if (opened.readyState !== EventSource.CLOSED || stream !== opened) return;
      leave();
      setTimeout(listen, 2000);
    });
  };

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
    else listen();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);

  restoreScroll();
  listen();
})();
