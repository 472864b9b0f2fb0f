// What is shown follows from the time alone. This is the rule of
// internal/playlist/schedule.go a second time; change both or neither.
// Times are Unix seconds; Shanghai is 8 hours ahead and has no summer time.
var DAY = 86400, SHANGHAI = 28800;

// stateAt is what a moment means for all slides. Until says when it may change.
function stateAt(set, now) {
	var s = {now: now, trusted: now >= set.floor, until: now < set.floor ? set.floor : Infinity}, i, d;
	s.on = !set.open.length || !s.trusted;
	for (i = 0; i < set.open.length; i++) {
		d = inDaypart(set.open[i], now);
		s.on = s.on || d.inside;
		s.until = Math.min(s.until, d.until);
	}
	return s;
}

function inDaypart(part, now) {
	var local = now + SHANGHAI, midnight = local - local % DAY;
	var r = {inside: false, until: midnight + DAY}, start, from, until;
	// yesterday's may not have ended
	for (start = midnight - DAY; start <= midnight; start += DAY) {
		// 0 is Monday; 1 January 1970 was a Thursday
		if (!part.days[(start / DAY + 3) % 7]) continue;
		from = start + part.from * 60;
		until = start + part.until * 60 + (part.until <= part.from ? DAY : 0);
		r.inside = r.inside || from <= local && local < until;
		if (from > local) r.until = Math.min(r.until, from);
		if (until > local) r.until = Math.min(r.until, until);
	}
	r.until -= SHANGHAI;
	return r;
}

// isDue says whether a slide may be shown; if that can change, state.until comes down to when.
function isDue(set, slide, state) {
	if (!state.trusted) return slide.evergreen;
	var inside = !slide.when.length, i, from, until;
	for (i = 0; i < slide.when.length; i++) {
		// 0 is an open end
		from = slide.when[i][0];
		until = slide.when[i][1] || Infinity;
		if (state.now < from) state.until = Math.min(state.until, from);
		else if (state.now < until) {
			inside = true;
			state.until = Math.min(state.until, until);
		}
	}
	if (state.on || slide.emergency) return inside;
	return inside && slide.evergreen && set.off === 'evergreen';
}

// slideAt returns the slide (-1: none) that a zone shows, for how many seconds
// that surely stays, and all that are due. Slides that would not load are left out.
function slideAt(set, zone, now) {
	var s = stateAt(set, now), due = [], urgent = false, round = 0, i, slide, turn;
	for (i = 0; i < zone.slides.length; i++) {
		slide = zone.slides[i];
		if (!isDue(set, slide, s) || slide.strikes > 2 || urgent && !slide.emergency) continue;
		if (slide.emergency && !urgent) {
			urgent = true;
			due = [];
			round = 0;
		}
		due.push(i);
		round += slide.seconds;
	}
	var r = {slide: -1, due: due, urgent: urgent, on: s.on, trusted: s.trusted};
	if (round) {
		turn = now - now % round;
		for (i = 0; i < due.length; i++) {
			turn += zone.slides[due[i]].seconds;
			if (turn > now) {
				r.slide = due[i];
				s.until = Math.min(s.until, turn);
				break;
			}
		}
	}
	r.left = Math.min(s.until - now, DAY);
	return r;
}
