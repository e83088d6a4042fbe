package dev.portcullis.pipeline;

/**
 * How long each kind of request waits for its answer, and what is signed as recvWindow ({@code reliability} d.9).
 *
 * @param createAnswerMillis from the write of a create, amend or setting to the end of its answer
 * @param cancelAnswerMillis the same for any cancel
 * @param readAnswerMillis the same for a read
 * @param createRecvWindowMillis the recvWindow of creates and amends; small, for it is part of their fence
 * @param otherRecvWindowMillis the recvWindow of everything else
 */
public record Waits(
        long createAnswerMillis,
        long cancelAnswerMillis,
        long readAnswerMillis,
        int createRecvWindowMillis,
        int otherRecvWindowMillis) {}
