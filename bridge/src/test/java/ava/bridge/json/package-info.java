@NullMarked
package ava.bridge.json;

import org.jspecify.annotations.NullMarked;
