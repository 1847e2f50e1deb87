/**
 * Presets: which queries serve which maps for a schema that people run. They are data, read from the class path
 * ({@code schema/presets} of the project); adding one touches no Java.
 */
@NullMarked
package dev.postern.gateway.schema;

import org.jspecify.annotations.NullMarked;
