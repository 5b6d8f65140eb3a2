package dev.tocsin.probe.check.network;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Fault;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One way to ask. A bean of this type in a package of its own is all that a new kind of check needs here.
public interface CheckKind<Q extends Question> {

    Class<Q> question();

    /// The question, with `secrets` applied to each of its texts that may refer to secrets.
    Q fill(Q question, UnaryOperator<String> secrets);

    /// Asks in straight-line code that may block: at the deadline the thread is interrupted and the resources that it
    /// [holds][Ask#holding] are closed.
    ///
    /// @return the fault, or empty
    /// @throws Exception any failure that ends the conversation; [Faults] interprets it
    Optional<Fault> ask(Q question, Ask ask) throws Exception;
}
