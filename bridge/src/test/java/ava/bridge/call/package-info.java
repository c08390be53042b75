@NullMarked
package ava.bridge.call;

import org.jspecify.annotations.NullMarked;
