/* The list on the left: everything that is made, in sections that fold. */
(function () {
  'use strict';
  var by = Desk.by, make = Desk.make, MOST = 200;
  var sections = [
    { name: '指南', kinds: ['guide'] },
    { name: '问答', kinds: ['faq'] },
    { name: '公告', kinds: ['notice'] },
    { name: '首页和固定的页', kinds: ['home', 'page', 'contact'] },
    { name: '大屏', from: 'screens', none: '还没有大屏。在 content/screens 里写一个，就在这里。' },
    { name: '海报和折页', from: 'prints', none: '还没有海报。审过的指南会自己有折页，有路线图的会自己有海报。' },
    { name: '法规', kinds: ['law'] },
    { name: '目录、标签和地图', kinds: ['guides', 'faqs', 'faq-all', 'notices', 'laws', 'tags', 'tag', 'sitemap', 'notfound'] },
    { name: '一问一答', kinds: ['question', 'destination', 'chart'] }
  ];
  var open = Desk.keep('open') || { '指南': true, '大屏': true };
  var more = {};   /* sections of which more than the first part is shown */

  function words() { return by('search').value.trim().toLowerCase().split(/\s+/); }

  /* Every word stands in the title or in the name of the file. */
  function wanted(one, all) {
    var text = (one.title + ' ' + (one.what || '') + ' ' + one.path + ' ' + one.file).toLowerCase();
    return all.every(function (word) { return text.indexOf(word) >= 0; });
  }

  function entries(section) {
    if (section.from === 'screens') { return Desk.data.screens; }
    if (section.from === 'prints') {
      return Desk.data.prints.map(function (p) { return { title: p.guide, what: p.what, path: p.path, file: p.file }; });
    }
    return Desk.data.pages.filter(function (p) { return section.kinds.indexOf(p.kind) >= 0; });
  }

  function badge(files) {
    var total = 0, bad = false, seen = {}, mark;
    files.forEach(function (file) {
      if (!file || seen[file]) { return; }
      seen[file] = true;
      Desk.problemsOf(file).forEach(function (p) {
        total++;
        bad = bad || p.error;
      });
    });
    if (!total) { return null; }
    mark = make('span', String(total), bad ? 'count bad' : 'count');
    mark.appendChild(make('span', bad ? ' 处错误' : ' 个提醒', 'said'));
    return mark;
  }

  function link(one, text) {
    var a = make('a', '', ''), mark = badge([one.file]);
    a.appendChild(make('span', text, 'text'));
    if (mark && !one.what) { a.appendChild(mark); }
    a.href = Desk.address({ open: one.path });
    a.title = one.path;
    if (Desk.place.open === one.path) { a.setAttribute('aria-current', 'page'); }
    return a;
  }

  /* One line for each guide, with all that is printed of it. */
  function prints(all, into) {
    var line = null, before = '';
    all.forEach(function (one) {
      if (one.file !== before) {
        line = into.appendChild(make('li', '', 'print'));
        line.appendChild(make('span', one.title, 'guide'));
        before = one.file;
      }
      line.appendChild(link(one, one.what));
    });
  }

  function fill(section, all, into) {
    var most = more[section.name] ? all.length : MOST, list = into.appendChild(make('ul'));
    if (section.from === 'prints') {
      all = all.slice().sort(function (a, b) { return a.file < b.file ? -1 : a.file > b.file ? 1 : 0; });
      prints(all, list);
      return;
    }
    all.slice(0, most).forEach(function (one) { list.appendChild(make('li')).appendChild(link(one, one.title || one.path)); });
    if (all.length > most) {
      into.appendChild(Desk.button('还有 ' + (all.length - most) + ' 个，全部列出', function () {
        more[section.name] = true;
        Desk.list();
      }, 'more'));
    }
  }

  function show(section, found, searching) {
    var box = make('section'), h = make('h2'), isOpen = searching || !!open[section.name], b, mark;
    b = Desk.button('', function () {
      open[section.name] = !open[section.name];
      Desk.keep('open', open);
      Desk.list();
      focus(function (e) { return e.getAttribute('data-section') === section.name; });
    });
    b.appendChild(make('span', section.name, 'text'));
    b.appendChild(make('span', String(found.length), 'size'));
    b.setAttribute('data-section', section.name);
    b.setAttribute('aria-expanded', isOpen ? 'true' : 'false');
    mark = badge(found.map(function (one) { return one.file; }));
    if (mark && !isOpen) { b.appendChild(mark); }
    box.appendChild(h).appendChild(b);
    if (isOpen && found.length) { fill(section, found, box); }
    if (isOpen && !found.length) { box.appendChild(make('p', section.none, 'none')); }
    by('list').appendChild(box);
  }

  function focus(right) {
    var all = stops(), i;
    for (i = 0; i < all.length; i++) {
      if (right(all[i])) {
        all[i].focus();
        return;
      }
    }
  }

  /* Lists anew; the reader's place and focus stay. */
  Desk.list = function () {
    if (!Desk.data) { return; }
    var place = by('list').scrollTop, all = words(), searching = all[0] !== '', any = false;
    var at = document.activeElement, key = at && by('list').contains(at) ? at.getAttribute('href') || at.getAttribute('data-section') : null;
    Desk.clear(by('list'));
    sections.forEach(function (section) {
      var found = entries(section);
      if (searching) { found = found.filter(function (one) { return wanted(one, all); }); }
      if (found.length || section.none && !searching && Desk.data.pages.length) { show(section, found, searching); }
      any = any || found.length > 0;
    });
    if (!Desk.data.pages.length && !searching) { by('list').appendChild(make('p', '有错误，现在还没有页面。改好、保存，这里就会列出来。', 'none')); }
    if (searching && !any) { by('list').appendChild(make('p', '没有找到“' + by('search').value.trim() + '”。换个词试试，也可以写文件名的一部分。', 'none')); }
    by('list').scrollTop = place;
    if (key) { focus(function (e) { return (e.getAttribute('href') || e.getAttribute('data-section')) === key; }); }
  };

  /* Opens the section of what is shown, and brings it into view. */
  Desk.reveal = function () {
    var chosen = Desk.chosen();
    sections.forEach(function (section) {
      if (entries(section).some(function (one) { return one.path === chosen.path; })) { open[section.name] = true; }
    });
    Desk.list();
    var current = by('list').querySelector('[aria-current]'), box = by('list').getBoundingClientRect(), at;
    if (!current) { return; }
    at = current.getBoundingClientRect();
    if (at.top < box.top || at.bottom > box.bottom) { by('list').scrollTop += at.top - box.top - box.height / 3; } /* the page itself stays */
  };

  function stops() { return Array.prototype.slice.call(by('list').querySelectorAll('a, button')); }

  function step(by1) {
    var all = stops(), at = all.indexOf(document.activeElement), next = all[at < 0 ? 0 : at + by1];
    if (next) { next.focus(); } else if (by1 < 0) { by('search').focus(); }
  }

  function fold(e, wantOpen) {
    var at = document.activeElement, name = at && at.getAttribute('data-section');
    if (!name && !wantOpen && at) {
      at = at.closest ? at.closest('section') : null;
      at = at && at.querySelector('[data-section]');
      if (at) { at.focus(); }
    } else if (name && (at.getAttribute('aria-expanded') === 'true') !== wantOpen) {
      at.click();
    }
    e.preventDefault();
  }

  by('list').onkeydown = function (e) {
    switch (e.key) {
    case 'ArrowDown': step(1); e.preventDefault(); break;
    case 'ArrowUp': step(-1); e.preventDefault(); break;
    case 'ArrowRight': fold(e, true); break;
    case 'ArrowLeft': fold(e, false); break;
    }
  };

  by('search').oninput = function () { Desk.list(); };
  by('search').onkeydown = function (e) {
    var first = by('list').querySelector('a');
    if (e.key === 'ArrowDown') {
      step(1);
      e.preventDefault();
    } else if (e.key === 'Enter' && first) {
      location.hash = first.getAttribute('href');
    } else if (e.key === 'Escape' && by('search').value) {
      by('search').value = '';
      Desk.list();
    }
  };

  document.addEventListener('keydown', function (e) {
    var at = document.activeElement, typing = at && /^(INPUT|TEXTAREA|SELECT)$/.test(at.nodeName);
    if (e.key === '/' && !typing && !e.ctrlKey && !e.altKey && !e.metaKey) {
      document.body.className = document.body.className.replace(' reading', '');
      by('search').focus();
      by('search').select();
      e.preventDefault();
    }
  });
})();
