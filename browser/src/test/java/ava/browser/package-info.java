/// Ava's pages in a real Chromium, as their readers use them.
@NullMarked
package ava.browser;

import org.jspecify.annotations.NullMarked;
