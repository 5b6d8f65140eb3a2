package dev.tocsin.standalone.part;

import dev.tocsin.stack.process.ChildProcess;
import java.util.Set;
import java.util.function.Supplier;

/// A process of the run.
///
/// @param needs the names of the parts that must be ready before it starts, and that stop after it
/// @param start starts it and returns when it is ready, or throws [dev.tocsin.stack.process.StartFailure]
public record Part(String name, Set<String> needs, Supplier<ChildProcess> start) {}
