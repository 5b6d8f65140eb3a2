package dev.tocsin.notifier.subscription.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "question_limit")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class QuestionLimitEntity {

    @Id
    private String who;

    private Instant since;
    private int asked;

    @SuppressWarnings("NullAway.Init")
    protected QuestionLimitEntity() {}
}
