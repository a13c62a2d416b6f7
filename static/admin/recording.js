/* Rows are added in place, and names are looked up while they are typed. */
"use strict";
{
  const PAUSE = 500;
  const form = document.getElementById("recording_form");
  const names = document.getElementById("names");
  let waiting;
  let asked = 0;

  const addRow = (prefix) => {
    const total = form.elements[`${prefix}-TOTAL_FORMS`];
    const body = form.querySelector(`[data-rows="${prefix}"] tbody`);
    const row = form.querySelector(`template[data-row="${prefix}"]`).content.cloneNode(true);
    for (const part of row.querySelectorAll("[name], [id], [for]")) {
      for (const attribute of ["name", "id", "for"]) {
        const value = part.getAttribute(attribute);
        if (value) part.setAttribute(attribute, value.replace("__prefix__", total.value));
      }
    }
    const number = row.querySelector(".number");
    if (number) number.prepend(String(body.rows.length + 1));
    body.append(row);
    total.value = Number(total.value) + 1;
    body.lastElementChild.querySelector("input:not([type=hidden]), textarea").focus();
  };

  const lookUp = async () => {
    const data = new FormData(form);
    // What is not a name need not travel.
    for (const [name, value] of [...data]) {
      if (value instanceof File || name.startsWith("document-") || /^passages-\d/.test(name)) {
        data.delete(name);
      }
    }
    const turn = ++asked;
    const answer = await fetch(form.dataset.names, { method: "POST", body: data });
    if (!answer.ok || turn !== asked) return;
    const focused = document.activeElement && names.contains(document.activeElement);
    if (!focused) names.innerHTML = await answer.text();
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => lookUp().catch(() => {}), PAUSE);
  };

  const holdsNames = (box) => /^signatories-lines$|-who$/.test(box.name || "");

  form.addEventListener("input", (event) => {
    if (holdsNames(event.target)) later();
  });
  form.addEventListener("change", (event) => {
    if (names.contains(event.target)) lookUp().catch(() => {});
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=_more]");
    if (!button) return;
    event.preventDefault();
    addRow(button.value);
  });
}
