@NullMarked
package dev.postern.postfix.socketmap;

import org.jspecify.annotations.NullMarked;
