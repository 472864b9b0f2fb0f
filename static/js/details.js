// Printing opens every <details> and closes again what it opened. Without
// script, engines that know ::details-content print them open all the same.
(function () {
  var opened = [];
  function open() {
    var all = document.getElementsByTagName('details');
    for (var i = 0; i < all.length; i++) {
      if (!all[i].open) {
        all[i].open = true;
        opened.push(all[i]);
      }
    }
  }
  function close() {
    while (opened.length) {
      opened.pop().open = false;
    }
  }
  if (window.addEventListener) {
    window.addEventListener('beforeprint', open);
    window.addEventListener('afterprint', close);
  }
})();
