/* One problem as people are shown it, on the desk and over pages. All styles
   are set on the elements: no style sheet of the preview is in a page. ES5, for
   old telephones. */
var daoyinProblem = (function () {
  'use strict';
  /* Only this machine can open its files. */
  var local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  var coarse = !!(window.matchMedia && window.matchMedia('(pointer: coarse)').matches);

  function element(name, text, style) {
    var e = document.createElement(name);
    if (text) { e.appendChild(document.createTextNode(text)); }
    if (style) { e.style.cssText = style; }
    return e;
  }

  function button(text, work) {
    var b = element('button', text, 'all:revert;box-sizing:border-box;font:inherit;font-size:15px;line-height:1.3;padding:4px 12px;margin:0;' +
      'min-height:' + (coarse ? 44 : 34) + 'px;min-width:44px;color:#14212E;background:#FFF;border:1px solid #5A6B7C;border-radius:4px;cursor:pointer');
    b.type = 'button';
    b.onclick = work;
    return b;
  }

  function open(file) {
    var request = new XMLHttpRequest();
    request.open('POST', '/_preview/open?file=' + encodeURIComponent(file));
    request.setRequestHeader('X-Daoyin', 'preview');
    request.onload = function () { if (request.status >= 300) { window.alert(request.responseText); } };
    request.send();
  }

  /* Where the character of that number is: some take two places in a string. */
  function place(line, column) {
    var at = 0, n, code;
    for (n = 1; n < column && at < line.length; n++) {
      code = line.charCodeAt(at);
      at += code >= 0xD800 && code < 0xDC00 ? 2 : 1;
    }
    return at;
  }

  /* The line, with a caret hung under its character: so it stands right in any
     font, and where the line is wrapped. */
  function excerpt(line, column) {
    var pre = element('pre', '', 'all:revert;display:block;margin:6px 0;padding:4px 10px 8px;color:#14212E;background:#F2F2F2;white-space:pre-wrap;overflow-wrap:anywhere;word-break:break-all;' +
      'font:15px/2 Consolas,"Sarasa Mono SC","Noto Sans Mono CJK SC",NSimSun,monospace');
    var at = place(line, column), end = place(line.slice(at), 2) + at, mark, caret;
    if (!column) {
      pre.appendChild(document.createTextNode(line));
      return pre;
    }
    mark = element('span', line.slice(at, end) || ' ', 'position:relative;background:#FFD9D6');
    caret = element('span', '^', 'position:absolute;left:50%;top:1em;width:1em;margin-left:-.5em;text-align:center;line-height:1;font-weight:bold;color:#B3261E;-webkit-user-select:none;user-select:none');
    caret.setAttribute('aria-hidden', 'true');
    mark.appendChild(caret);
    pre.appendChild(document.createTextNode(line.slice(0, at)));
    pre.appendChild(mark);
    pre.appendChild(document.createTextNode(line.slice(end)));
    return pre;
  }

  function show(p) {
    var item = element('div', '', 'margin:0 0 16px;padding:0 0 0 12px;border-left:4px solid ' + (p.error ? '#B3261E' : '#9A6B00'));
    var where = p.file + (p.line ? '，第 ' + p.line + ' 行' : '');
    item.setAttribute('data-problem', p.code);
    item.appendChild(element('div', where, 'font-size:14px;color:#3F4C5A;overflow-wrap:anywhere'));
    item.appendChild(element('div', p.message, 'font-weight:bold;margin:2px 0'));
    if (p.excerpt) { item.appendChild(excerpt(p.excerpt, p.column)); }
    if (p.hint) { item.appendChild(element('div', '怎么改：' + p.hint, 'margin:2px 0 6px')); }
    if (local) { item.appendChild(button('打开这个文件', function () { open(p.file); })); }
    return item;
  }

  return { element: element, button: button, show: show, open: open, local: local, coarse: coarse };
})();
