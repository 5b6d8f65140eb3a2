package dev.tocsin.probe.check.network;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Fault;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One way to ask. A bean of this type in a package of its own is all that a new kind of check needs here.
public interface CheckKind<Q extends Question> {

    Class<Q> question();

    /// The question with each of its texts that may refer to secrets put through `secrets`.
    Q fill(Q question, UnaryOperator<String> secrets);

    /// Asks, in straight-line code that may block: at the deadline the thread is interrupted and what it
    /// [holds][Ask#holding] is closed.
    ///
    /// @return what is wrong, or empty
    /// @throws Exception whatever ends the conversation; [Faults] says what it means
    Optional<Fault> ask(Q question, Ask ask) throws Exception;
}
