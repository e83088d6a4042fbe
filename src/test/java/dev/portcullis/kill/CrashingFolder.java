package dev.portcullis.kill;

import dev.portcullis.ledger.LedgerFile;
import dev.portcullis.ledger.LedgerFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The ledger's real folder with crash points round rotation, append and sync. */
final class CrashingFolder implements LedgerFolder {
    private final LedgerFolder folder;
    private final CrashPoints points;

    CrashingFolder(LedgerFolder folder, CrashPoints points) {
        this.folder = folder;
        this.points = points;
    }

    @Override
    public LedgerFile create(int segment) throws IOException {
        points.pass(CrashPoint.BEFORE_ROTATION);
        LedgerFile file = folder.create(segment);
        points.pass(CrashPoint.AFTER_ROTATION);
        return new CrashingFile(file, points);
    }

    @Override
    public LedgerFile resume(int segment, long size) throws IOException {
        return new CrashingFile(folder.resume(segment, size), points);
    }

    @Override
    public List<Integer> segments() throws IOException {
        return folder.segments();
    }

    @Override
    public InputStream read(int segment, long offset) throws IOException {
        return folder.read(segment, offset);
    }

    @Override
    public void delete(int segment) throws IOException {
        folder.delete(segment);
    }

    @Override
    public boolean keepReserve() throws IOException {
        return folder.keepReserve();
    }

    @Override
    public boolean releaseReserve() throws IOException {
        return folder.releaseReserve();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    /** A segment's real file. */
    private static final class CrashingFile implements LedgerFile {
        private static final String CHECKPOINT = "\"ev\":\"checkpoint\"";

        private final LedgerFile file;
        private final CrashPoints points;

        private CrashingFile(LedgerFile file, CrashPoints points) {
            this.file = file;
            this.points = points;
        }

        @Override
        public void reserve(int bytes) throws IOException {
            file.reserve(bytes);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            boolean withCheckpoint = holdsCheckpoint(bytes);
            points.pass(CrashPoint.BEFORE_APPEND);
            if (withCheckpoint) {
                points.pass(CrashPoint.BEFORE_CHECKPOINT);
            }
            if (points.isLastPassageOf(CrashPoint.DURING_APPEND)) {
                file.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
                CrashPoints.end();
            }
            file.write(bytes);
            points.pass(CrashPoint.AFTER_APPEND);
            if (withCheckpoint) {
                points.pass(CrashPoint.AFTER_CHECKPOINT);
            }
        }

        private boolean holdsCheckpoint(ByteBuffer bytes) {
            boolean matters =
                    points.isArmed(CrashPoint.BEFORE_CHECKPOINT) || points.isArmed(CrashPoint.AFTER_CHECKPOINT);
            return matters
                    && StandardCharsets.US_ASCII
                            .decode(bytes.duplicate())
                            .toString()
                            .contains(CHECKPOINT);
        }

        @Override
        public void sync() throws IOException {
            points.pass(CrashPoint.BEFORE_SYNC);
            file.sync();
            points.pass(CrashPoint.AFTER_SYNC);
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
