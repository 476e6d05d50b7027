import JWTConformance

/// Makes a split smaller, and keeps how those differ whose fault is new.
struct Minimiser {
    let breeder: Breeder
    let respondents: [any Respondent]
    /// Those who have to differ in the same way.
    let labels: Set<String>
    /// How many trials one split may take.
    var budget = 160

    /// The smallest split that was found, and how many trials that took.
    func smallest(_ split: Split) async -> Split {
        var left = budget
        var best = split
        // Fewest moves: a half at a time, then each.
        var size = max(1, best.trial.candidate.moves.count / 2)
        while size >= 1 {
            var start = 0
            while start < best.trial.candidate.moves.count, best.trial.candidate.moves.count > 1, left > 0 {
                var candidate = best.trial.candidate
                candidate.moves.removeSubrange(start..<min(start + size, candidate.moves.count))
                if let smaller = await keeping(candidate, split, smallerThan: best, &left) {
                    best = smaller
                } else {
                    start += size
                }
            }
            size /= 2
        }
        // A move that only signs again can be the issuer's own.
        for place in best.trial.candidate.moves.indices {
            var candidate = best.trial.candidate
            guard candidate.moves[place].kind != .signAsIssuer, candidate.moves.count > 1, left > 0 else { continue }
            candidate.moves[place] = Move(kind: .signAsIssuer, salt: 0)
            if let simpler = await keeping(candidate, split, smallerThan: best, &left) { best = simpler }
        }
        var isSmaller = true
        while isSmaller, left > 0, !Task.isCancelled {
            isSmaller = false
            for shrink in Shrink.all(for: best.trial.specimen, best.trial.seed) where left > 0 {
                var candidate = best.trial.candidate
                candidate.shrinks.append(shrink)
                guard let smaller = await keeping(candidate, split, smallerThan: best, &left) else { continue }
                best = smaller
                isSmaller = true
            }
        }
        return best
    }

    /// The split of a candidate, if it's the same one.
    private func keeping(
        _ candidate: Candidate,
        _ split: Split,
        smallerThan current: Split,
        _ left: inout Int
    ) async -> Split? {
        guard let trial = breeder.trial(candidate), trial.verdict.check == split.trial.verdict.check else { return nil }
        if !candidate.shrinks.isEmpty, trial.specimen == current.trial.specimen { return nil }
        left = Task.isCancelled ? 0 : left - 1
        guard let again = await self.split(trial, split.deviation), labels.isSubset(of: again.labels)
        else { return nil }
        // A rejection for another reason would be another fault.
        if split.deviation != .accepts, labels.contains(where: { again.responses[$0] != split.responses[$0] }),
            split.deviation != .payload
        {
            return nil
        }
        return again
    }

    /// Asks about a trial.
    func split(_ trial: Trial, _ deviation: Deviation) async -> Split? {
        let question = HuntQuestion(trial)
        let responses = await withTaskGroup(of: (String, Response).self) { group in
            for respondent in respondents {
                group.addTask { (respondent.label, await respondent.responses(to: [question])[0]) }
            }
            return await group.reduce(into: []) { $0.append(($1.0, $1.1)) }
        }
        return Split.all(of: trial, responses).first { $0.deviation == deviation }
    }

    /// An accepted token that differs from a find in its one point: the genuine one, made as small.
    func twin(of split: Split) -> Trial? {
        guard split.trial.specimen.earlier.isEmpty else { return nil }
        let find = split.trial
        var candidate = find.candidate
        candidate.moves = candidate.moves.filter { $0.kind == .signAsIssuer }
        if candidate.moves.isEmpty, find.seed.signer != nil { candidate.moves = [Move(kind: .signAsIssuer, salt: 0)] }
        candidate.shrinks = candidate.shrinks.filter { if case .sign = $0 { false } else { true } }
        var specimen = breeder.specimen(candidate)
        (specimen.key, specimen.policy) = (find.specimen.key, find.specimen.policy)
        guard let trial = breeder.trial(specimen, of: candidate), case .accepted = trial.verdict,
            trial.token != find.token
        else { return nil }
        return trial
    }
}
