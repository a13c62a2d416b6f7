// The network is whole without this; with it, a slider shows how it grew. What it hides the server
// leaves out too when the form is sent: the year is put into its field.
"use strict";

const slider = document.querySelector(".slider");

if (slider) {
  const range = slider.querySelector("input");
  const said = slider.querySelector("output");
  const until = document.getElementById(range.dataset.into);
  const ties = document.querySelectorAll("[data-tie]");
  const bodies = document.querySelectorAll("[data-body]");

  const show = () => {
    const year = Number(range.value);
    const joined = new Set();
    for (const tie of ties) {
      // A tie without a date may be of any year.
      const later = Number(tie.dataset.since ?? year) > year;
      tie.classList.toggle("later", later);
      if (!later) for (const body of tie.dataset.tie.split(" ")) joined.add(body);
    }
    for (const body of bodies) body.classList.toggle("later", !joined.has(body.dataset.body));
    said.textContent = said.dataset.words
      .replace("{year}", year)
      .replace("{bodies}", joined.size)
      .replace("{ties}", document.querySelectorAll(".tie:not(.later)").length);
  };

  range.addEventListener("input", () => {
    show();
    if (until) until.value = range.value === range.max ? until.defaultValue : range.value;
  });
  slider.hidden = false;
  show();
}
