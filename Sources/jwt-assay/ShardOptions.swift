import ArgumentParser
import JWTConformance

/// Which part of the work is done here: an option of the commands that ask many questions.
struct ShardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Do only part I of N, such as 3/8. The division goes by the ids, and is the same everywhere. A shard that asked "
                + "everything exits with 0, whatever the answers: `jwt-assay merge` puts the shards together and judges "
                + "the whole. Needs --format json.",
            valueName: "I/N"
        ),
        transform: { text in
            guard let shard = Shard(text) else {
                throw ValidationError("a shard is I/N with I from 1 to N and N at most \(Shard.most), such as 3/8")
            }
            return shard
        }
    )
    var shard: Shard?

    /// Checks that a shard is written in the format that is merged.
    func check(isJSON: Bool) throws {
        guard shard == nil || isJSON else {
            throw ValidationError("--shard needs --format json, which `jwt-assay merge` reads")
        }
    }
}

/// What a shard does that may have been done already.
struct ResumptionOptions: ParsableArguments {
    @ArgumentParser.Flag(
        help: ArgumentHelp(
            "With --shard: do nothing if the file of --output already has this shard, finished, of the same vectors, corpus, "
                + "suite and implementations."
        )
    )
    var unlessFinished = false

    /// Checks that there can be something finished.
    func check(_ sharding: ShardOptions, isFile: Bool) throws {
        guard !unlessFinished || (sharding.shard != nil && isFile) else {
            throw ValidationError("--unless-finished needs --shard and an --output that is a file")
        }
    }
}
