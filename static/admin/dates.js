/* Tells what a date means while it is typed: asks the address that its box names. */
"use strict";
{
  const PAUSE = 300;
  const waiting = new WeakMap();
  const asked = new Map();

  const show = (box, answer) => {
    const said = box.parentElement.querySelector(".date-said");
    if (!said) return;
    const same = !answer.edtf || answer.edtf === box.value.trim();
    said.textContent = answer.error || (same ? answer.words : `${answer.words} · ${answer.edtf}`);
    said.classList.toggle("refused", Boolean(answer.error));
  };

  const ask = async (box) => {
    const text = box.value.trim();
    if (!asked.has(text)) {
      const address = `${box.dataset.said}?${new URLSearchParams({ date: text })}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      asked.set(text, await answer.json());
    }
    // Somebody may have typed on meanwhile.
    if (box.value.trim() === text) show(box, asked.get(text));
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.dataset || !box.dataset.said) return;
    clearTimeout(waiting.get(box));
    waiting.set(box, setTimeout(() => ask(box).catch(() => {}), PAUSE));
  });
}
