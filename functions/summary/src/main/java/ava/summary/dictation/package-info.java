/// Telephone numbers that a caller dictates: words become digits in every way they can be read,
/// marks and corrections choose among them, and what Ava read back counts when it was confirmed.
@NullMarked
package ava.summary.dictation;

import org.jspecify.annotations.NullMarked;
