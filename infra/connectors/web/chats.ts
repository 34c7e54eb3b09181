/** A message as the page of a chat shows it. */
export interface ChatMessage {
  readonly id: string;
  readonly from: 'BUYER' | 'SHOP';
  /** null once it was taken back. */
  readonly text: string | null;
  readonly at: string;
}

/** A message of the shop, as it is to stand in a buyer's chat. */
export interface Said {
  readonly messageId: string;
  readonly buyer: string;
  readonly text: string | null;
  readonly at: string;
}

/** The channel itself: who has a chat open, and what stands in it. It is a sample, so it lives as long as its process. */
export class Chats {
  private readonly chats = new Map<string, Map<string, ChatMessage>>();

  constructor(
    private readonly most = 10_000,
    private readonly mostMessages = 500,
  ) {}

  /** A buyer opens the page; whoever came longest ago makes room. */
  open(buyer: string): void {
    const chat = this.chats.get(buyer) ?? new Map<string, ChatMessage>();
    this.chats.delete(buyer);
    this.chats.set(buyer, chat);
    if (this.chats.size > this.most) this.chats.delete(this.chats.keys().next().value ?? '');
  }

  wrote(buyer: string, message: ChatMessage): void {
    this.put(this.chats.get(buyer), message);
  }

  /**
   * Takes what the shop says. Told twice, it stands there once, as it was told last. False: no such chat is open, so nobody will see it.
   */
  deliver({ messageId, buyer, text, at }: Said): boolean {
    const chat = this.chats.get(buyer);
    this.put(chat, { id: messageId, from: 'SHOP', text, at });
    return chat !== undefined;
  }

  messages(buyer: string): readonly ChatMessage[] {
    return [...(this.chats.get(buyer)?.values() ?? [])];
  }

  private put(chat: Map<string, ChatMessage> | undefined, message: ChatMessage): void {
    chat?.set(message.id, message);
    if (chat && chat.size > this.mostMessages) chat.delete(chat.keys().next().value ?? '');
  }
}
