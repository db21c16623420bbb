// Filters the findings. Without it everything is shown and nothing is lost.
(function () {
  "use strict";
  var form = document.querySelector(".filters");
  if (!form) { return; }
  var section = document.getElementById("findings");
  var cards = Array.prototype.slice.call(section.querySelectorAll(".card"));
  var folds = Array.prototype.slice.call(section.querySelectorAll("details.fold"));
  var output = form.querySelector("output");
  var keys = ["rule", "document", "region", "indicator"];
  form.hidden = false;

  function chosen() {
    var data = new FormData(form);
    var want = { severity: data.getAll("severity"), words: [] };
    keys.forEach(function (key) { want[key] = data.get(key) || ""; });
    want.words = (data.get("text") || "").toLowerCase().split(/\s+/).filter(Boolean);
    return want;
  }

  function fits(card, want) {
    var told = card.dataset;
    return want.severity.indexOf(told.severity) >= 0 &&
      keys.every(function (key) { return !want[key] || told[key] === want[key]; }) &&
      want.words.every(function (word) { return told.text.indexOf(word) >= 0; });
  }

  function apply() {
    var want = chosen();
    var narrowed = want.words.length > 0 || keys.some(function (key) { return want[key]; });
    var shown = 0;
    cards.forEach(function (card) {
      card.hidden = !fits(card, want);
      shown += card.hidden ? 0 : 1;
    });
    folds.forEach(function (fold) {
      var some = fold.querySelector(".card:not([hidden])") !== null;
      fold.hidden = !some;
      if (narrowed && some) { fold.open = true; }
    });
    output.textContent = output.dataset.template
      .replace("{shown}", String(shown)).replace("{all}", String(cards.length));
  }

  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) { return; }
    if (target.hidden) { form.reset(); apply(); }
    var fold = target.closest("details");
    if (fold && !fold.open) { fold.open = true; target.scrollIntoView(); }
  }

  var waiting = 0;
  form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", function () {
    folds.forEach(function (fold) { fold.open = true; });
  });
  apply();
  reveal();
})();
