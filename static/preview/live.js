/* The script of the preview, in every page that is served and in no page that
   is built: shows a change in place, and problems over the page. */
(function () {
  'use strict';
  if (!window.EventSource) { return; }
  var framed = window.top !== window;
  var screen = /\/screens\//.test(location.pathname);
  var trouble = document.body.className === 'trouble';
  var seen = Number(document.getElementById('daoyin-live').getAttribute('data-version')); /* what this page was made of */
  var asked = 0;        /* counts loads; an older answer is dropped */
  var hidden = false;   /* the reader folded the problems up */
  var box = null;

  function element(name, text, style) {
    var e = document.createElement(name);
    if (text) { e.appendChild(document.createTextNode(text)); }
    if (style) { e.style.cssText = style; }
    return e;
  }

  /* What decides about styles and scripts; if it differs, the page is loaded. */
  function dress(doc) {
    var all = doc.querySelectorAll('meta[http-equiv],link[rel=stylesheet]'), text = '', i;
    for (i = 0; i < all.length; i++) { text += all[i].getAttribute('content') + all[i].getAttribute('href') + '\n'; }
    return text;
  }

  function attributes(old, now) {
    var i, name;
    for (i = old.attributes.length - 1; i >= 0; i--) {
      name = old.attributes[i].name;
      if (!now.hasAttribute(name) && name !== 'open') { old.removeAttribute(name); }
    }
    for (i = 0; i < now.attributes.length; i++) {
      name = now.attributes[i].name;
      if (old.getAttribute(name) !== now.attributes[i].value) { old.setAttribute(name, now.attributes[i].value); }
    }
  }

  /* Makes old like now, keeping what is alike: so places, focus and what the
     reader has opened stay. */
  function morph(old, now) {
    var a = old.firstChild, b = now.firstChild, next, same;
    while (b) {
      next = b.nextSibling;
      /* Where something was put in or taken out, look for it a little further. */
      same = a;
      while (same && !alike(same, b)) { same = same.nextSibling; }
      if (same) {
        while (a !== same) { a = remove(old, a); }
        if (a.nodeType === 1) {
          if (!a.isEqualNode(b)) { attributes(a, b); morph(a, b); }
        } else if (a.nodeValue !== b.nodeValue) { a.nodeValue = b.nodeValue; }
        a = a.nextSibling;
      } else {
        old.insertBefore(document.importNode(b, true), a);
      }
      b = next;
    }
    while (a) { a = remove(old, a); }
  }

  function alike(a, b) {
    return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.nodeType !== 1 || (a.id || '') === (b.id || ''));
  }

  function remove(parent, child) {
    var next = child.nextSibling;
    parent.removeChild(child);
    return next;
  }

  function load(version) {
    var mine = ++asked, request = new XMLHttpRequest();
    request.open('GET', location.pathname + location.search);
    request.onload = function () {
      if (mine !== asked) { return; }
      var now = new DOMParser().parseFromString(request.responseText, 'text/html');
      if (screen || trouble || now.body.className === 'trouble' || dress(now) !== dress(document)) {
        location.reload();
        return;
      }
      document.title = now.title;
      attributes(document.body, now.body);
      morph(document.body, now.body);
      seen = version;
      document.documentElement.setAttribute('data-preview', version);
    };
    request.send();
  }

  function post(file) {
    var request = new XMLHttpRequest();
    request.open('POST', '/_preview/open?file=' + encodeURIComponent(file));
    request.setRequestHeader('X-Daoyin', 'preview');
    request.onload = function () { if (request.status >= 300) { window.alert(request.responseText); } };
    request.send();
  }

  function button(text, work) {
    var b = element('button', text, 'all:revert;font:inherit;padding:6px 12px;margin:4px 8px 4px 0;min-height:36px;cursor:pointer');
    b.type = 'button';
    b.onclick = work;
    return b;
  }

  /* A blank as wide as each character before the place. */
  function caret(line, column) {
    var before = line.slice(0, Math.max(0, column - 1)), blanks = '', i;
    for (i = 0; i < before.length; i++) { blanks += before.charCodeAt(i) > 0x2000 ? '\u3000' : ' '; }
    return blanks + '^';
  }

  function problem(p) {
    var item = element('div', '', 'margin:0 0 14px;padding:0 0 0 12px;border-left:4px solid ' + (p.error ? '#B3261E' : '#9A6B00'));
    item.setAttribute('data-problem', p.code);
    var where = p.file + (p.line ? '，第 ' + p.line + ' 行' : '');
    item.appendChild(element('div', where, 'font-size:14px;color:#444'));
    item.appendChild(element('div', p.message, 'font-weight:bold;margin:2px 0'));
    if (p.excerpt) {
      item.appendChild(element('pre', p.excerpt + (p.column ? '\n' + caret(p.excerpt, p.column) : ''),
        'margin:4px 0;padding:6px 8px;background:#F2F2F2;overflow:auto;font:14px/1.5 "Sarasa Mono SC","Noto Sans Mono CJK SC",NSimSun,monospace'));
    }
    if (p.hint) { item.appendChild(element('div', '怎么改：' + p.hint, 'margin:2px 0')); }
    item.appendChild(button('打开这个文件', function () { post(p.file); }));
    return item;
  }

  function summary(n) {
    if (n.failure) { return '程序出了故障'; }
    var errors = 0, i;
    for (i = 0; i < n.problems.length; i++) { if (n.problems[i].error) { errors++; } }
    if (errors) { return errors + ' 处错误' + (n.current ? '' : '，显示的是改错以前的样子'); }
    var text = n.checked ? '已是最新' : '已是最新，正在检查';
    if (n.problems.length) { text += '，' + (n.problems.length + n.more) + ' 个提醒'; }
    return text;
  }

  function jump(n) {
    var c = n.changed[0], home = location.pathname.match(/^\/_preview\/at\/[^\/]+\//);
    if (!c || !c.path) { return null; }
    var to = (home ? home[0] : '/') + c.path;
    if (decodeURI(location.pathname) === to) { return null; }
    var a = element('a', '看改过的“' + c.title + '”', 'color:#FFF;margin-left:12px');
    a.href = encodeURI(to);
    return a;
  }

  function show(n) {
    if (framed) { return; }
    if (box) { box.parentNode.removeChild(box); }
    var bad = n.failure !== '' || (n.problems.length > 0 && n.problems[0].error);
    if (!bad) { hidden = false; }
    var open = bad && !hidden;
    box = element('div', '', 'position:fixed;z-index:2147483647;right:8px;bottom:8px;left:' + (open ? '8px' : 'auto') +
      ';max-width:900px;max-height:60vh;overflow:auto;margin-left:auto;background:#FFF;color:#111;border:1px solid #333;' +
      'box-shadow:0 2px 16px rgba(0,0,0,.35);font:16px/1.6 "Microsoft YaHei","Noto Sans SC",sans-serif;text-align:left');
    box.id = 'daoyin-preview';
    box.setAttribute('lang', 'zh-CN');
    var bar = element('div', '', 'position:sticky;top:0;padding:6px 12px;color:#FFF;background:' + (bad ? '#B3261E' : '#14304F'));
    bar.setAttribute('role', 'status');
    bar.appendChild(element('span', summary(n)));
    var to = jump(n), desk = element('a', '工作台', 'color:#FFF;margin-left:12px');
    desk.href = '/_preview/';
    if (to) { bar.appendChild(to); }
    bar.appendChild(desk);
    if (bad) {
      var fold = button(hidden ? '看错误' : '收起', function () { hidden = !hidden; show(n); });
      fold.style.marginLeft = '12px';
      bar.appendChild(fold);
    }
    box.appendChild(bar);
    if (n.slow) { box.appendChild(element('div', n.status, 'padding:6px 12px;font-size:14px')); }
    if (open) {
      var list = element('div', '', 'padding:12px');
      if (n.failure) { list.appendChild(element('pre', n.failure, 'white-space:pre-wrap')); }
      for (var i = 0; i < n.problems.length; i++) { list.appendChild(problem(n.problems[i])); }
      if (n.more) { list.appendChild(element('div', '还有 ' + n.more + ' 个，改好这些就会看到。')); }
      box.appendChild(list);
    }
    document.documentElement.appendChild(box);
  }

  var source = new EventSource('/_preview/events');
  source.onmessage = function (e) {
    var n = JSON.parse(e.data);
    show(n);
    if (n.version !== seen && (n.current || trouble)) { load(n.version); }
  };
  source.onerror = function () {
    if (!framed && box) { box.firstChild.firstChild.nodeValue = '预览已经关闭，或者正在重新打开'; }
  };
  window.addEventListener('pagehide', function () { source.close(); });
})();
