/// The email of a call, as HTML and as text, in French.
@NullMarked
package ava.summary.mail;

import org.jspecify.annotations.NullMarked;
