/* The day that is shown, and what changes next. */
(function () {
  'use strict';
  var by = Desk.by, make = Desk.make, DAY_MS = 86400000;

  function number(date) { return Math.round(Date.parse(date) / DAY_MS); }

  function date(n) { return new Date(n * DAY_MS).toISOString().slice(0, 10); }

  function words(day) {
    var d = new Date(Date.parse(day));
    return d.getUTCFullYear() + '年' + (d.getUTCMonth() + 1) + '月' + d.getUTCDate() + '日 星期' + '日一二三四五六'.charAt(d.getUTCDay());
  }

  function goTo(day) {
    if (!Desk.data || !day) { return; }
    close();
    Desk.go({ day: day === Desk.data.today ? '' : day, time: '' });
  }

  function close() {
    by('next').hidden = true;
    by('nextbutton').setAttribute('aria-expanded', 'false');
  }

  function tell(day, note) {
    by('dayname').textContent = words(day) + (note ? '，' + note : '');
  }

  /* Shows which day it is, as soon as it is chosen. */
  Desk.showDay = function () {
    var data = Desk.data, day = Desk.place.day || data && data.today, current;
    if (!data || !day) { return; }
    current = (data.at || data.today) === day;
    by('date').min = data.today;
    by('date').value = day;
    by('slider').value = number(day) - number(data.today);
    by('slider').setAttribute('aria-valuetext', words(day));
    tell(day, current ? data.day.note : '');
    by('other').hidden = day === data.today;
    by('othertext').textContent = '这不是今天，是 ' + words(day) + ' 的样子。';
    if (current) { changes(); }
  };

  function changes() {
    var into = by('next'), list = make('ol');
    Desk.clear(into);
    by('nextbutton').textContent = Desk.data.next.length ? '接下来的变化 ' + Desk.data.next[0].when.split(' ')[0] : '接下来的变化';
    if (!Desk.data.next.length) {
      into.appendChild(make('p', '没有到期的，也没有等着出来的。'));
      return;
    }
    Desk.data.next.forEach(function (c) {
      var b = Desk.button('', function () { goTo(c.date); });
      b.appendChild(make('span', c.when, 'when'));
      b.appendChild(make('span', c.words));
      list.appendChild(make('li')).appendChild(b);
    });
    into.appendChild(make('p', '点一下，看那一天的样子。'));
    into.appendChild(list);
  }

  by('date').onchange = function () {
    if (by('date').value && Desk.data && by('date').value < Desk.data.today) { by('date').value = Desk.data.today; }
    goTo(by('date').value);
  };
  by('slider').oninput = function () {
    if (!Desk.data) { return; }
    var day = date(number(Desk.data.today) + Number(by('slider').value));
    by('date').value = day;
    by('slider').setAttribute('aria-valuetext', words(day));
    tell(day, '');
  };
  by('slider').onchange = function () { goTo(by('date').value); };
  by('today').onclick = function () { goTo(Desk.data && Desk.data.today); };
  by('nextbutton').onclick = function () {
    by('next').hidden = !by('next').hidden;
    by('nextbutton').setAttribute('aria-expanded', by('next').hidden ? 'false' : 'true');
  };
  by('daybutton').onclick = function () {
    var shown = document.body.className.indexOf(' days') < 0;
    document.body.className = document.body.className.replace(' days', '') + (shown ? ' days' : '');
    by('daybutton').setAttribute('aria-expanded', shown ? 'true' : 'false');
  };
  document.addEventListener('click', function (e) { if (!document.querySelector('.menu').contains(e.target)) { close(); } });
  document.addEventListener('keydown', function (e) {
    if (e.key === 'Escape' && !by('next').hidden) {
      close();
      by('nextbutton').focus();
    }
  });
})();
