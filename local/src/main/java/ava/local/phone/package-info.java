/// A telephone in the browser: the page `/phone`, and Twilio's part of its calls.
@NullMarked
package ava.local.phone;

import org.jspecify.annotations.NullMarked;
