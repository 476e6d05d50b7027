import JWTConformance

/// Holds a value against a schema (JSON Schema 2020-12, sections 10 and 11 of the core, section 6 of validation).
struct SchemaEvaluation {
    /// The outcome of one schema at one place.
    struct Outcome {
        var problems: [JSONSchema.Problem] = []
        /// The members that some keyword has looked at: what `unevaluatedProperties` leaves out.
        var evaluated: Set<String> = []

        var isValid: Bool { problems.isEmpty }
    }

    let schema: JSONSchema

    /// What is said of a member that the schema doesn't have.
    static let unknownMember = "isn't allowed"

    func apply(_ location: JSONSchema.Location, to value: JSONValue, at place: String) -> Outcome {
        guard case .object(let keywords) = location.schema else {
            if location.schema == .bool(false) { return Outcome(problems: [problem(place, Self.unknownMember)]) }
            return Outcome()
        }
        var outcome = Outcome()
        let step = Step(location: location, keywords: keywords, value: value, place: place)
        checkKind(step, &outcome)
        checkText(step, &outcome)
        checkNumber(step, &outcome)
        checkArray(step, &outcome)
        combine(step, &outcome)
        // Last: the unevaluated rest is known only now.
        checkObject(step, &outcome)
        return outcome
    }

    /// One schema and one value.
    private struct Step {
        let location: JSONSchema.Location
        let keywords: [String: JSONValue]
        let value: JSONValue
        let place: String

        subscript(_ keyword: JSONSchema.Keyword) -> JSONValue? { keywords[keyword.rawValue] }

        func count(_ keyword: JSONSchema.Keyword) -> Int? {
            guard case .integer(let count) = self[keyword] else { return nil }
            return Int(exactly: count)
        }

        func inner(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

        func inner(_ position: Int) -> String { "\(place)[\(position)]" }
    }

    private func problem(_ place: String, _ demand: String) -> JSONSchema.Problem {
        JSONSchema.Problem(place: place, demand: demand)
    }

    private func apply(_ schema: JSONValue, of step: Step, to value: JSONValue, at place: String) -> Outcome {
        apply(.init(document: step.location.document, schema: schema), to: value, at: place)
    }

    /// Applies a schema to the value of the step itself.
    private func apply(_ schema: JSONValue, of step: Step) -> Outcome {
        apply(schema, of: step, to: step.value, at: step.place)
    }

    private func checkKind(_ step: Step, _ outcome: inout Outcome) {
        func demand(_ isMet: Bool, _ words: @autoclosure () -> String) {
            if !isMet { outcome.problems.append(problem(step.place, words())) }
        }
        if let type = step[.type] {
            let names = type.stringValue.map { [$0] } ?? type.arrayValue?.compactMap(\.stringValue) ?? []
            let isMet = names.contains { SchemaType(rawValue: $0)?.admits(step.value) == true }
            demand(isMet, "must be of type \(names.joined(separator: " or "))")
        }
        if let constant = step[.const], constant != step.value {
            // A fixed text distinguishes the forms of a message.
            let isOfMark = constant.stringValue != nil
            outcome.problems.append(.init(place: step.place, demand: "must be \(constant.brief)", isOfMark: isOfMark))
        }
        if let values = step[.enum]?.arrayValue {
            demand(values.contains(step.value), "must be one of \(values.map(\.brief).joined(separator: ", "))")
        }
    }

    private func checkText(_ step: Step, _ outcome: inout Outcome) {
        guard case .string(let text) = step.value else { return }
        if let least = step.count(.minLength), text.unicodeScalars.count < least {
            outcome.problems.append(problem(step.place, "must have \(least) characters or more"))
        }
        if let pattern = step[.pattern]?.stringValue, (try? SchemaPattern(pattern))?.matches(text) != true {
            outcome.problems.append(problem(step.place, "must match \(pattern)"))
        }
    }

    private func checkNumber(_ step: Step, _ outcome: inout Outcome) {
        guard let number = step.value.numberValue else { return }
        if let least = step[.minimum], let bound = least.numberValue, number < bound {
            outcome.problems.append(problem(step.place, "must be \(least.brief) or more"))
        }
        if let below = step[.exclusiveMinimum], let bound = below.numberValue, number <= bound {
            outcome.problems.append(problem(step.place, "must be more than \(below.brief)"))
        }
    }

    private func checkArray(_ step: Step, _ outcome: inout Outcome) {
        guard case .array(let elements) = step.value else { return }
        if let schema = step[.items] {
            for (position, element) in elements.enumerated() {
                outcome.problems += apply(schema, of: step, to: element, at: step.inner(position)).problems
            }
        }
        if let schema = step[.contains],
            !elements.contains(where: { apply(schema, of: step, to: $0, at: step.place).isValid })
        {
            outcome.problems.append(problem(step.place, "must have an element of another kind"))
        }
        if let least = step.count(.minItems), elements.count < least {
            outcome.problems.append(problem(step.place, "must have \(least) elements or more"))
        }
        if let most = step.count(.maxItems), elements.count > most {
            outcome.problems.append(problem(step.place, "must have \(most) elements or fewer"))
        }
        if step[.uniqueItems] == .bool(true), Set(elements).count < elements.count {
            outcome.problems.append(problem(step.place, "must not have an element twice"))
        }
    }

    private func checkObject(_ step: Step, _ outcome: inout Outcome) {
        guard case .object(let members) = step.value else { return }
        for name in step[.required]?.texts ?? [] where members[name] == nil {
            outcome.problems.append(problem(step.place, "must have the member \(name)"))
        }
        if case .object(let dependents) = step[.dependentRequired] {
            for (name, others) in dependents where members[name] != nil {
                for other in others.texts where members[other] == nil {
                    outcome.problems.append(problem(step.place, "must have the member \(other) beside \(name)"))
                }
            }
        }
        if let least = step.count(.minProperties), members.count < least {
            outcome.problems.append(problem(step.place, "must have \(least) members or more"))
        }
        if let most = step.count(.maxProperties), members.count > most {
            outcome.problems.append(problem(step.place, "must have \(most) members or fewer"))
        }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if let schema = step[.propertyNames] {
                outcome.problems += apply(schema, of: step, to: .string(name), at: step.inner(name)).problems
            }
            let own = step[.properties]?[name]
            if let schema = own ?? step[.additionalProperties] {
                outcome.evaluated.insert(name)
                outcome.problems += apply(schema, of: step, to: member, at: step.inner(name)).problems
            }
        }
        guard let schema = step[.unevaluatedProperties] else { return }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) where !outcome.evaluated.contains(name) {
            outcome.evaluated.insert(name)
            outcome.problems += apply(schema, of: step, to: member, at: step.inner(name)).problems
        }
    }

    /// The keywords that apply other schemas to the same value.
    private func combine(_ step: Step, _ outcome: inout Outcome) {
        func take(_ other: Outcome) {
            outcome.problems += other.problems
            if other.isValid { outcome.evaluated.formUnion(other.evaluated) }
        }
        if let reference = step[.ref]?.stringValue,
            let target = schema.target(of: reference, from: step.location.document)
        {
            take(apply(target, to: step.value, at: step.place))
        }
        for other in step[.allOf]?.arrayValue ?? [] { take(apply(other, of: step)) }
        for (keyword, isExclusive) in [(JSONSchema.Keyword.anyOf, false), (.oneOf, true)] {
            guard let others = step[keyword]?.arrayValue else { continue }
            let outcomes = others.map { apply($0, of: step) }
            let fitting = outcomes.filter(\.isValid)
            if fitting.isEmpty {
                outcome.problems += Self.nearest(outcomes)
            } else if isExclusive, fitting.count > 1 {
                outcome.problems.append(problem(step.place, "must have one form, and has \(fitting.count) at once"))
            }
            for one in fitting { take(one) }
        }
        if let other = step[.not], apply(other, of: step).isValid {
            let names = other["required"]?.texts.joined(separator: " together with ")
            let demand = names.map { "must not have \($0)" } ?? "has a form that it must not"
            outcome.problems.append(.init(place: step.place, demand: demand, isOfMark: true))
        }
        if let condition = step[.if] {
            let tried = apply(condition, of: step)
            outcome.evaluated.formUnion(tried.isValid ? tried.evaluated : [])
            if let other = step[tried.isValid ? .then : .else] { take(apply(other, of: step)) }
        }
    }

    /// What to say where none of several forms fits: the problems of the one that was most likely meant.
    ///
    /// The mark of a form weighs more than all else. Where every form is missed by its mark, all the marks are named.
    private static func nearest(_ outcomes: [Outcome]) -> [JSONSchema.Problem] {
        func weight(_ outcome: Outcome) -> Int {
            outcome.problems.reduce(0) { $0 + ($1.isOfMark ? 100 : 1) }
        }
        guard let best = outcomes.min(by: { weight($0) < weight($1) }) else { return [] }
        guard let missed = best.problems.first(where: \.isOfMark) else { return best.problems }
        var demands: [String] = []
        for other in outcomes.flatMap(\.problems) where other.place == missed.place && other.isOfMark {
            if !demands.contains(other.demand) { demands.append(other.demand) }
        }
        // "must not have outcome" doesn't hint at what the outcome should be.
        let marks = demands.filter { $0.hasPrefix("must be ") }
        let words = (marks.isEmpty ? demands : marks).joined(separator: ", or ")
        return [JSONSchema.Problem(place: missed.place, demand: words, isOfMark: true)]
    }
}

extension JSONValue {
    fileprivate var numberValue: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    fileprivate var texts: [String] { arrayValue?.compactMap(\.stringValue) ?? [] }

    /// The value as a message shows it.
    fileprivate var brief: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): "\"\(value)\""
        case .array: "an array"
        case .object: "an object"
        }
    }
}
