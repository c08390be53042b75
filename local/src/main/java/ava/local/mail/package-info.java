/// Where Ava's emails go on one machine: a mailbox page, and an SMTP server when there is one.
@NullMarked
package ava.local.mail;

import org.jspecify.annotations.NullMarked;
