/// Keeps the list of open dashboards and pushes every change of a call to them.
@NullMarked
package ava.live;

import org.jspecify.annotations.NullMarked;
