/// Runs the engine's detection on Kafka, and sees to it that time passes there.
@NullMarked
package dev.tocsin.incident.detection;

import org.jspecify.annotations.NullMarked;
