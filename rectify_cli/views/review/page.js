"use strict";
(() => {
  const doubts = [...document.querySelectorAll("[id^='doubt-']")];
  let at = -1;
  const lines = (number) =>
    [...document.querySelectorAll("[data-doubts]")].filter((line) =>
      line.dataset.doubts.split(" ").includes(number));
  const go = (step) => {
    if (!doubts.length) return;
    document.querySelectorAll(".current").forEach((one) => one.classList.remove("current"));
    at = (at + step + doubts.length) % doubts.length;
    const doubt = doubts[at];
    for (const line of lines(doubt.id.slice(6))) {
      line.classList.add("current");
      line.scrollIntoView({ block: "center" });
    }
    doubt.classList.add("current");
    doubt.focus({ preventScroll: true });
    doubt.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.key === "n" || press.key === "j") go(1);
    if (press.key === "p" || press.key === "k") go(at < 0 ? 0 : -1);
  });
})();
