/// Ways to reach a caller as he says them: telephone numbers that can exist, mail addresses spelt
/// aloud.
@NullMarked
package ava.shared.contact;

import org.jspecify.annotations.NullMarked;
