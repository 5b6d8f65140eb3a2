/// The whole, as a user has it: started by `./tocsin up`, in real processes, seen through its doors.
@NullMarked
package dev.tocsin.system;

import org.jspecify.annotations.NullMarked;
