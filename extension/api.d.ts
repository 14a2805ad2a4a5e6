/** What the backend takes and answers, as far as the extension reads it. For type checking only: nothing loads this file. */

export type Level = 'hint' | 'confirm' | 'block';
export type SendMode = 'send' | 'send-and-close';
export type Moment = 'list' | 'open' | 'write' | 'note' | 'send';

export interface Span {
  in: string;
  start: number;
  end: number;
}

export interface Action {
  kind: string;
  label: string;
  field?: string;
  filters?: Record<string, string[]>;
}

export interface Why {
  routine: string;
  title: string;
  section: string;
  text: string;
  url: string;
}

export interface Finding {
  id: string;
  covers: string[];
  level: Level;
  title: string;
  message: string;
  why: Why | null;
  moments: string[];
  guide: string | null;
  spans: Span[];
  fixes: {label: string; span: Span; text: string}[];
  actions: Action[];
  evident?: boolean; // the customer's mail is so short that it need not be said
}

export interface Gate {
  covers: string[];
  situation: 'new' | 'append' | 'whole' | 'ask';
  code: string;
  status: string;
  text: string;
  choices?: {append: string; whole: string};
  customer?: string; // customer number
}

export interface Suggestion {
  snippet: string;
  title: string;
  score: number;
  reasons: string[];
  quote?: string; // the customer's words of reasons, with … where their sentence is cut
  text: string;
  html?: string; // of the company's own
  attachments?: string[]; // that it has in Freshdesk
  check?: string; // that calls for it
  found?: {name: string, value: string}[]; // blanks filled from the customer's mails
}

export interface Verdict {
  findings: Finding[];
  marks: any[];
  guides: any[];
  suggestions: Suggestion[];
  suggestions_pending?: boolean; // better ones can be asked for
  gate: Gate | null;
  thread?: string; // the key of a long conversation, which need not be sent again
}

export interface Message {
  direction: 'in' | 'out' | 'note';
  from?: {name?: string; email?: string} | null;
  to?: string[];
  cc?: string[];
  sent_at?: string | null;
  subject?: string;
  text: string;
  html?: string | null;
  attachments?: any[];
}

export interface Ticket {
  id: number | null;
  subject: string;
  status?: string | null;
  requester: {name?: string | null; email?: string | null} | null;
  required?: string[] | null;
  properties: Record<string, string | null>;
  conversation: Message[];
}

export interface Draft {
  kind: 'reply' | 'forward' | 'new' | 'note';
  text: string;
  to: string[];
  cc: string[];
  bcc: string[];
  subject?: string | null;
  from?: string | null;
  attachments?: any[];
  send_mode?: SendMode;
}

export interface Agent {
  name?: string | null;
  email?: string | null;
}

export interface Situation {
  moment: Moment;
  ticket?: Ticket;
  agent?: Agent;
  draft?: Draft;
  list?: {filters: Record<string, any>};
}

export interface Snippet {
  id: string;
  title: string;
  theme: string;
  text: string;
  keywords: string[];
  english?: string;
  own?: boolean;
  html?: string;
  attachments?: string[];
}

/** A guide's card; only what the content scripts themselves look at is spelt out. */
export interface Card {
  id: string;
  title: string;
  fields: any[];
  steps: {id: string; [key: string]: any}[];
  copies: {id: string; text: string; [key: string]: any}[];
  [key: string]: any;
}

/** The rule about required fields, as a finding's own words; the message has {fields} where their names go. */
export type EmptyFieldsPrompt = Omit<Finding, 'spans' | 'fixes' | 'actions'> & {
  action: string | null; // a button for each field, with {field} for its name
  blank: string[]; // values that count as empty
};

export interface Pack {
  version: string;
  prompts: {
    gate: {code: string; status: string; internal_domains: string[]; [key: string]: any};
    required: string[];
    empty_fields: EmptyFieldsPrompt | null;
  };
  guides: Card[];
  snippets: Snippet[];
  selectors: Record<string, any[]>;
  off: string[];
  [key: string]: any;
}
