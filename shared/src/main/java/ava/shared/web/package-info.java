/// Requests and answers of API Gateway, and forms.
@NullMarked
package ava.shared.web;

import org.jspecify.annotations.NullMarked;
