import JWTConformance

extension VectorFile {
    /// The file with expectations no more binding than the requirements that decide.
    ///
    /// Where the requirement leaves room, the verdict is open, and the strict profile alone demands a rejection. Definitions
    /// say what the strict reference does; the catalog says how binding that is.
    ///
    /// - Parameter requirements: the catalog, by id.
    /// - Returns: the file, with levels and expectations as the catalog has them.
    /// - Throws: ``ForgeError`` if a vector names a requirement that the catalog lacks.
    func weighed(by requirements: [String: Requirement]) throws -> VectorFile {
        var file = self
        for group in file.groups.indices {
            for position in file.groups[group].tests.indices {
                let test = file.groups[group].tests[position]
                guard test.expect == "reject" else { continue }
                guard let requirement = test.refs?.first.flatMap({ requirements[$0] }) else {
                    throw ForgeError("\(test.id): requirements.json lacks \(test.refs?.first ?? "its requirement")")
                }
                file.groups[group].tests[position].weigh(by: requirement)
            }
        }
        return file
    }
}

extension VectorFile.Test {
    fileprivate mutating func weigh(by requirement: Requirement) {
        let leavesRoom = [.may, .info].contains(requirement.level) || !requirement.testable.contains(.reject)
        if leavesRoom {
            (expect, strict, level) = ("either", .reject, .info)
            why = "\(requirement.rfc) section \(requirement.section) leaves it open: \(requirement.text.dropLast())"
        } else if requirement.level == .should {
            level = .should
        } else if requirement.level == .bcp, level == nil {
            level = .bcp
        }
    }
}
