// Filters the findings and the rows of the target matrix. Without it everything is shown and nothing is lost.
(function () {
  "use strict";

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  // One form filters the items of its own section; a select named KEY is held against data-KEY.
  function filtered(section, items) {
    var form = section && section.querySelector(".filters");
    if (!form) { return null; }
    // Groups before the folds that hold them: a fold is empty when all within it is.
    var holders = all(section, ".group").concat(all(section, "details.fold"));
    var keys = all(form, "select").map(function (select) { return select.name; });
    var output = form.querySelector("output");
    var waiting = 0;

    function chosen() {
      var data = new FormData(form);
      var want = { severity: data.getAll("severity"), values: {} };
      keys.forEach(function (key) { if (data.get(key)) { want.values[key] = data.get(key); } });
      want.words = (data.get("text") || "").toLowerCase().split(/\s+/).filter(Boolean);
      return want;
    }

    function fits(told, want) {
      return (!told.severity || want.severity.indexOf(told.severity) >= 0) &&
        Object.keys(want.values).every(function (key) {
          return key === "status" ? told.status.split(" ").indexOf(want.values.status) >= 0
            : told[key] === want.values[key];
        }) &&
        want.words.every(function (word) { return told.text.indexOf(word) >= 0; });
    }

    function apply() {
      var want = chosen();
      var narrowed = want.words.length > 0 || Object.keys(want.values).length > 0;
      var shown = 0;
      items.forEach(function (item) {
        item.hidden = !fits(item.dataset, want);
        shown += item.hidden ? 0 : 1;
      });
      holders.forEach(function (holder) {
        var some = holder.querySelector("[data-text]:not([hidden])") !== null;
        holder.hidden = !some;
        if (narrowed && some && holder.tagName === "DETAILS") { holder.open = true; }
      });
      output.textContent = output.dataset.template
        .replace("{shown}", String(shown)).replace("{all}", String(items.length));
    }

    form.hidden = false;
    form.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(apply, 80);
    });
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
    return function () { form.reset(); apply(); };
  }

  var findings = document.getElementById("findings");
  var targets = document.getElementById("targets");
  var showAll = findings && filtered(findings, all(findings, ".card"));
  if (targets) { filtered(targets, all(targets, "tbody tr")); }

  // A link to what is filtered away or folded in shows it.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) { return; }
    if (target.hidden && showAll) { showAll(); }
    var fold = target.closest("details");
    if (fold && !fold.open) { fold.open = true; target.scrollIntoView(); }
  }

  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    // Of the indicators only the headline ones go on paper: the workbook has them all.
    all(document, "#findings .fold, #passed .fold, .meaning").forEach(function (fold) { fold.open = true; });
  });
  reveal();
})();
