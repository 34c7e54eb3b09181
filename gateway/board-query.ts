/** What a manager's screen shows, across all subgraphs. The limits must let it pass. */
export const boardQuery = `query Board($shop: ID!) {
  shop(id: $shop) {
    name
    reception { state because nextChangeAt }
    queue { length pools { key length longestWaitSeconds reason } }
    agents { id presence load held maxCapacity saturation account { nickname } metrics(range: TODAY) { responseRate { value numerator denominator pending } } }
    sessions(first: 20, orderBy: WAITING_DESC) { nodes { id state buyer { id name } routing { cause agent { id } explanation { rule candidates { agent { id } verdict } } } } }
    metrics(range: TODAY) { responseRate { value numerator denominator pending } volume { sessions buyers } }
  }
}`;
