"use strict";
// A text as it is searched: without case, and without what people leave out when they type. Each
// character is folded by itself, so that a place in the folded text is one in the text as well.
const FOLDED = new Map();
// Marks that are typed or not: accents, vowel signs of Arabic and Hebrew, nuktas. Vowel signs of Indic
// scripts and tone marks of Thai are letters to those who read them: they stay.
const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u093c\u09bc\u0a3c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
// What is not seen at all: soft hyphens, marks of direction, joiners, the Arabic stroke that only lengthens.
const UNSEEN = /[\u00ad\u034f\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;
const LETTERS = {
  "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06d2": "\u064a", "\u0629": "\u0647", "\u06c1": "\u0647",
  "\u06be": "\u0647", "\u06d5": "\u0647", "\u06a9": "\u0643", "\u00df": "ss", "\u00f8": "o", "\u0142": "l", "\u0111": "d",
  "\u00f0": "d", "\u00fe": "th", "\u00e6": "ae", "\u0153": "oe", "\u0131": "i", "\u03c2": "\u03c3", "\u2019": "'", "\u2018": "'", "\u02bc": "'",
};
// Where the digits of a script begin.
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0];

function letter(one) {
  const code = one.codePointAt(0);
  for (const zero of ZEROS) if (code >= zero && code < zero + 10) return String(code - zero);
  if (code >= 0x30a1 && code <= 0x30f6) return String.fromCodePoint(code - 0x60);
  return LETTERS[one] ?? one;
}

function folded(one) {
  let known = FOLDED.get(one);
  if (known === undefined) {
    known = one.normalize("NFKD").toLowerCase().normalize("NFKD").replace(MARKS, "").replace(UNSEEN, "");
    known = [...known].map(letter).join("");
    FOLDED.set(one, known);
  }
  return known;
}

function fold(text) {
  // What is plain is most of a text in Latin letters.
  return text.replace(/[^\x00-\x7f]/gu, folded).toLowerCase();
}

// The words of a folded text.
function wordsOf(text) {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
