@NullMarked
package dev.postern.postfix.tcptable;

import org.jspecify.annotations.NullMarked;
