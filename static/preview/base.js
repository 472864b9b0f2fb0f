/* What the parts of the desk share: where the reader is, which the address
   says, so that it outlives a reload and can be handed on; and small tools. */
var Desk = (function () {
  'use strict';
  var desk = { data: null, state: null, place: null };

  desk.by = function (id) { return document.getElementById(id); };

  desk.make = function (name, text, kind) {
    var e = document.createElement(name);
    if (text) { e.appendChild(document.createTextNode(text)); }
    if (kind) { e.className = kind; }
    return e;
  };

  desk.button = function (text, work, kind) {
    var b = desk.make('button', text, kind);
    b.type = 'button';
    b.onclick = work;
    return b;
  };

  desk.clear = function (e) { while (e.firstChild) { e.removeChild(e.firstChild); } };

  /* Calls done with what an address says; null if it says nothing new or fails. */
  desk.get = function (path, done) {
    var request = new XMLHttpRequest();
    request.open('GET', path);
    request.onload = function () {
      var value = null;
      if (request.status === 200) {
        try { value = JSON.parse(request.responseText); } catch (e) { value = null; }
      }
      done(value, request.status);
    };
    request.onerror = function () { done(null, 0); };
    request.send();
  };

  /* How pages are shown unless somebody chose: on a telephone as it shows them. */
  function usual() { return window.innerWidth < 700 ? 'phone' : 'wide'; }

  /* The place: open, what is shown; day, '' for today; time, of a screen;
     frame, how pages are shown. */
  desk.read = function () {
    var place = { open: 'index.html', day: '', time: '', frame: usual() };
    location.hash.slice(1).split('&').forEach(function (part) {
      var at = part.indexOf('='), name = part.slice(0, at);
      if (place.hasOwnProperty(name)) {
        try { place[name] = decodeURIComponent(part.slice(at + 1)); } catch (e) { place[name] = ''; }
      }
    });
    return place;
  };

  desk.address = function (change) {
    var place = desk.place || desk.read(), all = [];
    ['open', 'day', 'time', 'frame'].forEach(function (name) {
      var value = change.hasOwnProperty(name) ? change[name] : place[name];
      if (value && !(name === 'frame' && value === usual())) { all.push(name + '=' + encodeURIComponent(value).replace(/%2F/g, '/')); }
    });
    return '#' + all.join('&');
  };

  /* Goes to another place, or only writes it into the address. */
  desk.go = function (change) { location.hash = desk.address(change); };

  desk.note = function (change) {
    history.replaceState(null, '', desk.address(change));
    desk.place = desk.read();
  };

  /* Where the files of the chosen day are. */
  desk.root = function () { return desk.place.day ? '/_preview/at/' + desk.place.day + '/' : '/'; };

  /* Problems by the files they are in. */
  desk.problemsOf = function (file) {
    return desk.state && file ? desk.state.problems.filter(function (p) { return p.file === file; }) : [];
  };

  /* What is kept in this browser; nothing depends on it. */
  desk.keep = function (name, value) {
    try {
      if (value !== undefined) { localStorage.setItem('daoyin-' + name, JSON.stringify(value)); }
      return JSON.parse(localStorage.getItem('daoyin-' + name));
    } catch (e) {
      return null;
    }
  };

  return desk;
})();
