/* Asks before a page with unsaved work is left: the form of a record, and forms marked data-unsaved. */
"use strict";

{
  const FORMS = ".change-form #content-main > form[method=post], form[data-unsaved]";

  // What the form would send; of a chosen file its name and size.
  const written = (form) =>
    JSON.stringify(
      [...new FormData(form)].map(([name, value]) => [
        name,
        value instanceof File ? [value.name, value.size] : value,
      ]),
    );

  const watch = (form) => {
    // What came back with errors was never saved, whether or not it is touched again.
    const refused = form.querySelector(".errornote") !== null;
    const saved = written(form);
    let leaving = false;

    form.addEventListener("submit", (event) => {
      leaving = !event.defaultPrevented;
    });
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && (refused || written(form) !== saved)) {
        event.preventDefault();
      }
    });
    // Back from the next page: what stands here may have been sent already, or not.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) {
        leaving = false;
      }
    });
  };

  // Search boxes and tables of rows get ready first.
  window.addEventListener("load", () => document.querySelectorAll(FORMS).forEach(watch));
}
